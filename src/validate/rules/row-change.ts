import { NUMBER, type RuleKind } from './rule.ts';

const PATTERN = new RegExp(String.raw`^rows\s+between\s+${NUMBER}\s+and\s+${NUMBER}\s+of\s+baseline$`, 'i');

/** Number of rows as a multiple of the baseline's. */
export const rowChange: RuleKind = {
  judges: 'table',
  form: 'rows between A and B of baseline',
  parse(text) {
    const [range, from, to] = PATTERN.exec(text) ?? [];
    if (!range) return undefined;
    return {
      wantsBaseline: true,
      *check(_, { rowCount }, { baseline }) {
        if (!baseline || baseline.rowCount === 0) return;
        const times = rowCount / baseline.rowCount;
        if (times >= Number(from) && times <= Number(to)) return;
        yield { message: `there are ${rowCount} rows, ${times.toFixed(2)} times the baseline's ${baseline.rowCount}` };
      },
    };
  },
};
