import { meanOf } from './mean.ts';
import { NUMBER, type RuleKind } from './rule.ts';
import { stdOf } from './std.ts';

const WITHIN = new RegExp(String.raw`^rows\s+within\s+${NUMBER}\s+std\s+of\s+history$`, 'i');
const OF_PREVIOUS = new RegExp(String.raw`^rows\s+between\s+${NUMBER}\s+and\s+${NUMBER}\s+of\s+previous$`, 'i');

/** With fewer earlier versions nobody knows what is usual. */
const LEAST_VERSIONS = 3;

/** Number of rows against those of the earlier versions: mean ± N sample standard deviations. */
export const rowAnomaly: RuleKind = {
  judges: 'table',
  form: 'rows within 3 std of history',
  parse(text) {
    const [, number] = WITHIN.exec(text) ?? [];
    const most = Number(number);
    if (!number || most < 0) return undefined;
    return {
      wantsHistory: true,
      *check(_, { rowCount }, { rowHistory = [] }) {
        if (rowHistory.length < LEAST_VERSIONS) return;
        const counts = Float64Array.from(rowHistory);
        const [mean, std] = [meanOf(counts), stdOf(counts)];
        if (Math.abs(rowCount - mean) <= most * std) return;
        const usual = `the ${counts.length} versions before had ${mean.toFixed(1)} ± ${std.toFixed(1)}`;
        yield { message: `there are ${rowCount} rows; ${usual}` };
      },
    };
  },
};

/** Number of rows as a multiple of the version's before. */
export const rowJump: RuleKind = {
  judges: 'table',
  form: 'rows between A and B of previous',
  parse(text) {
    const [range, from, to] = OF_PREVIOUS.exec(text) ?? [];
    if (!range) return undefined;
    return {
      wantsHistory: true,
      *check(_, { rowCount }, { rowHistory }) {
        const previous = rowHistory?.at(-1);
        if (!previous) return;
        const times = rowCount / previous;
        if (times >= Number(from) && times <= Number(to)) return;
        yield {
          message: `there are ${rowCount} rows, ${times.toFixed(2)} times the ${previous} of the version before`,
        };
      },
    };
  },
};
