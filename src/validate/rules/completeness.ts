import { columnIn, NUMBER, type RuleKind, textAt } from './rule.ts';

const PATTERN = new RegExp(`^completeness\\s*\\((.+)\\)\\s*>=\\s*${NUMBER}$`, 'i');

/** Share of rows with a value, 0..1. */
export const completeness: RuleKind = {
  judges: 'table',
  form: 'completeness(X) >= S',
  parse(text) {
    const [, name, number] = PATTERN.exec(text) ?? [];
    const least = Number(number);
    if (!name || least < 0 || least > 1) return undefined;
    return {
      column: columnIn(name),
      *check(column, { rowCount }) {
        let present = 0;
        for (let row = 0; row < rowCount; row += 1) if (textAt(column, row) !== undefined) present += 1;
        const share = present / rowCount;
        if (share < least)
          yield { message: `${present} of ${rowCount} rows have a value, a share of ${share.toFixed(4)}` };
      },
    };
  },
};
