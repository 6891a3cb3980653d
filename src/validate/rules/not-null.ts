import { columnIn, type RuleKind, textAt } from './rule.ts';

export const notNull: RuleKind = {
  judges: 'row',
  form: 'not_null(X)',
  parse(text) {
    const [, name] = /^not_null\s*\((.+)\)$/i.exec(text) ?? [];
    if (!name) return undefined;
    return {
      column: columnIn(name),
      *check(column, { rowCount }) {
        for (let row = 0; row < rowCount; row += 1) {
          if (textAt(column, row) === undefined) yield { row, message: 'the value is missing' };
        }
      },
    };
  },
};
