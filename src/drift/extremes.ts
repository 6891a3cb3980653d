/** The smallest and the largest of at least one value. */
export function extremes(values: Float64Array): { smallest: number; largest: number } {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    smallest = Math.min(smallest, values[row]!);
    largest = Math.max(largest, values[row]!);
  }
  return { smallest, largest };
}
