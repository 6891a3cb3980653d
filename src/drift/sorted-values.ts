import { rememberExtremes } from './extremes.ts';
import { radixSort } from './radix-sort.ts';

/** Below this the engine's own sort is faster. */
const FEWEST_FOR_RADIX_SORT = 2048;

/** The finite values; missing and infinite ones are dropped, as Evidently does before every test. */
export function finiteValues(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  // Indexed, here and in the other loops over whole columns: `for … of` takes seven times as long.
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    // The difference of an infinity with itself is no number.
    if (value - value !== 0) continue;
    kept[count++] = value;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const finite = kept.subarray(0, count);
  rememberExtremes(finite, { smallest, largest });
  return finite;
}

/** The finite values, ascending. */
export const sortedValues = (values: Float64Array): Float64Array => ascending(finiteValues(values));

/** Sorts finite values; `values` itself is left with no order, and no values, to rely on. */
export function ascending(values: Float64Array): Float64Array {
  return values.length < FEWEST_FOR_RADIX_SORT ? values.sort() : radixSort(values, new Float64Array(values.length));
}

/**
 * How many different values there are, in any order, counted no further than `limit`.
 *
 * @param seen - values that were counted before; those that are new are added
 */
export function distinctUpTo(values: Float64Array, limit: number, seen = new Set<number>()): number {
  let previous = Number.NaN;
  for (let row = 0; row < values.length && seen.size < limit; row++) {
    const value = values[row]!;
    if (value !== previous) seen.add(value);
    previous = value;
  }
  return seen.size;
}

/**
 * Walks two sorted arrays together, once per distinct value in ascending order, until `visit` returns false.
 *
 * @param visit - gets the value and how often it occurs on either side
 */
export function walkTogether(
  reference: Float64Array,
  current: Float64Array,
  visit: (value: number, inReference: number, inCurrent: number) => boolean,
): void {
  let i = 0;
  let j = 0;
  while (i < reference.length || j < current.length) {
    const before = valueAt(reference, i);
    const now = valueAt(current, j);
    const value = before <= now ? before : now;
    const fromI = i;
    const fromJ = j;
    i = endOfRun(reference, i, value);
    j = endOfRun(current, j, value);
    if (!visit(value, i - fromI, j - fromJ)) return;
  }
}

/** Never reads beyond the end, which would take twice as long for every value. */
const valueAt = (sorted: Float64Array, row: number): number =>
  row < sorted.length ? sorted[row]! : Number.POSITIVE_INFINITY;

function endOfRun(sorted: Float64Array, from: number, value: number): number {
  let row = from;
  while (row < sorted.length && sorted[row]! === value) row++;
  return row;
}

/** How many values of a sorted array are smaller than `bound`. */
export function countBelow(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
