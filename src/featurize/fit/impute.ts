import type { NumberImputation } from '../feature-settings.ts';
import { meanOf, quantileOf, sortedNumbers } from './statistics.ts';

/** `features.impute` → what a missing number becomes, from the training values that are present (ascending). */
const FILLS = {
  none: () => undefined,
  zero: () => 0,
  mean: meanOf,
  median: (sorted: Float64Array) => quantileOf(sorted, 0.5),
  most_frequent: mostFrequent,
} as const satisfies Record<Extract<NumberImputation, string>, (sorted: Float64Array) => number | undefined>;

/**
 * @param values - the training values, NaN for missing
 * @returns a float32; undefined leaves the number missing, as it must be when no training row has one
 */
export function fillValue(imputation: NumberImputation, values: ArrayLike<number>): number | undefined {
  if (typeof imputation !== 'string') return Math.fround(imputation.constant);
  if (imputation === 'none') return undefined;
  const present = sortedNumbers(values);
  const fill = present.length === 0 && imputation !== 'zero' ? undefined : FILLS[imputation](present);
  return fill === undefined ? undefined : Math.fround(fill);
}

/** The smallest of those that occur most often. */
function mostFrequent(sorted: Float64Array): number {
  let best = { value: sorted[0]!, count: 0 };
  let first = 0;
  for (let index = 1; index <= sorted.length; index += 1) {
    if (index < sorted.length && sorted[index] === sorted[first]) continue;
    if (index - first > best.count) best = { value: sorted[first]!, count: index - first };
    first = index;
  }
  return best.value;
}
