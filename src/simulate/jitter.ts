import { countBelow, sortedValues } from '#src/drift/sorted-values.ts';
import type { NumericColumn } from '#src/tabular/table.ts';
import type { Random } from '../random.ts';
import { decimalsOf, roundTo } from './decimals.ts';

/** A value that more of the rows share is meant exactly, such as a 0 for "none", and stays as it is. */
const LARGEST_SHARE_THAT_MOVES = 0.05;

/**
 * Makes drawn values new ones that the column might as well have had: each moves towards a neighbouring value of the
 * baseline, by less than half the way, and is written with as many decimals. Smallest and largest value stay the limits.
 *
 * @param column - rows drawn from `baseline`
 */
export function jitter(column: NumericColumn, baseline: NumericColumn, random: Random): NumericColumn {
  const { distinct, shares } = profileOf(baseline.values);
  const decimals = decimalsOf(distinct);
  const values = column.values.map((value) => {
    const distance = random() / 2;
    const step = random() < 0.5 ? 1 : -1;
    if (!Number.isFinite(value)) return value;
    const position = countBelow(distinct, value);
    if (shares[position]! > LARGEST_SHARE_THAT_MOVES) return value;
    const neighbour = distinct[position + step] ?? value;
    return roundTo(value + distance * (neighbour - value), decimals);
  });
  return { ...column, values };
}

/** The distinct finite values in order, and the share of the values that each makes up. */
function profileOf(values: Float64Array): { distinct: Float64Array; shares: Float64Array } {
  const sorted = sortedValues(values);
  const starts = [...sorted.keys()].filter((index) => index === 0 || sorted[index] !== sorted[index - 1]);
  const distinct = Float64Array.from(starts, (start) => sorted[start]!);
  const lengths = starts.map((start, run) => (starts[run + 1] ?? sorted.length) - start);
  return { distinct, shares: Float64Array.from(lengths, (length) => length / sorted.length) };
}
