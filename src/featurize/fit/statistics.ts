/** Without those that are missing or infinite. */
export const presentNumbers = (values: ArrayLike<number>): Float64Array =>
  Float64Array.from(values).filter((value) => Number.isFinite(value));

/** The same, ascending. */
export const sortedNumbers = (values: ArrayLike<number>): Float64Array => presentNumbers(values).sort();

/** Of at least one value. */
export const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The average squared distance from the mean: of the values themselves, not an estimate for others. */
export function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

/**
 * Linear between the two nearest values, as numpy's default (Hyndman and Fan's type 7).
 * @param sorted - ascending, at least one
 * @param share - 0..1
 */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}
