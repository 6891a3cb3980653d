interface Extremes {
  readonly smallest: number;
  readonly largest: number;
}

/** Of arrays for which they were found out on the way. */
const known = new WeakMap<Float64Array, Extremes>();

/** The smallest and the largest of at least one value. */
export const extremes = (values: Float64Array): Extremes => known.get(values) ?? findExtremes(values);

function findExtremes(values: Float64Array): Extremes {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return { smallest, largest };
}

/** Spares `extremes` a pass over these values, whose order alone may change from now on. */
export function rememberExtremes(values: Float64Array, extremes: Extremes): void {
  known.set(values, extremes);
}
