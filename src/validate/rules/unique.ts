import { columnIn, type RuleKind, textAt } from './rule.ts';

export const unique: RuleKind = {
  judges: 'row',
  form: 'unique(X)',
  parse(text) {
    const [, name] = /^unique\s*\((.+)\)$/i.exec(text) ?? [];
    if (!name) return undefined;
    return {
      column: columnIn(name),
      *check(column, { rowCount }) {
        const seen = new Set<string>();
        for (let row = 0; row < rowCount; row += 1) {
          const value = textAt(column, row);
          if (value === undefined) continue;
          if (seen.has(value)) yield { row, message: `"${value}" was there before` };
          seen.add(value);
        }
      },
    };
  },
};
