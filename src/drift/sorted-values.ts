/** The finite values, ascending; missing and infinite ones are dropped, as Evidently does before every test. */
export function sortedValues(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (const value of values) {
    if (Number.isFinite(value)) kept[count++] = value;
  }
  return kept.subarray(0, count).sort();
}

/** How many different values a sorted array has, counted no further than `limit`. */
export function distinctUpTo(sorted: Float64Array, limit: number): number {
  let distinct = 0;
  for (let i = 0; i < sorted.length && distinct < limit; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  }
  return distinct;
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
    const value = Math.min(reference[i] ?? Number.POSITIVE_INFINITY, current[j] ?? Number.POSITIVE_INFINITY);
    const fromI = i;
    const fromJ = j;
    while (reference[i] === value) i++;
    while (current[j] === value) j++;
    if (!visit(value, i - fromI, j - fromJ)) return;
  }
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
