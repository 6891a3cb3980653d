/** What is said of a numeric sample in words; all NaN for an empty one. */
export interface NumberSummary {
  readonly mean: number;
  /** With n − 1 degrees of freedom; NaN for a single value. */
  readonly std: number;
  readonly min: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly max: number;
}

/** @param sorted - ascending, finite */
export function summarise(sorted: Float64Array): NumberSummary {
  const min = sorted[0] ?? Number.NaN;
  // Taken from the smallest value, so that a constant is its own mean and spreads by exactly nothing.
  const mean = min + sorted.reduce((sum, value) => sum + (value - min), 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    std: sorted.length > 1 ? Math.sqrt(squares / (sorted.length - 1)) : Number.NaN,
    min,
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
    max: sorted.at(-1) ?? Number.NaN,
  };
}

/** Linear interpolation between the two nearest ranks (definition 7 of Hyndman and Fan, 1996). */
function quantile(sorted: Float64Array, share: number): number {
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  const weight = rank - Math.floor(rank);
  return below * (1 - weight) + above * weight;
}
