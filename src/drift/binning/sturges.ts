/** A grid of equally wide bins; the last one is closed on both sides. */
export interface Grid {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}

/**
 * Sturges' rule as NumPy 2's `histogram_bin_edges(bins='sturges')` applies it: bins of width range / (log₂ n + 1),
 * their number rounded up; a constant gets one bin of width 1 around it.
 *
 * @param observations - how many values the rule counts, n
 * @param integers - then no bin is narrower than 1
 */
export function sturgesGrid(lowest: number, highest: number, observations: number, integers: boolean): Grid {
  if (lowest === highest) return { from: lowest - 0.5, to: highest + 0.5, bins: 1 };
  const range = highest - lowest;
  const width = range / (Math.log2(observations) + 1);
  // The smallest differences there are cannot be divided; NumPy then takes one bin.
  if (width === 0) return { from: lowest, to: highest, bins: 1 };
  // Dividing by the width, not by its formula, keeps NumPy's rounding when log₂ n is whole.
  return { from: lowest, to: highest, bins: Math.ceil(range / (integers ? Math.max(width, 1) : width)) };
}

/** How many of the values, in any order, fall into each bin; all must lie within the grid. */
export function countInBins(values: Float64Array, { from, to, bins }: Grid): number[] {
  const step = (to - from) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, bin) => bin * step + from);
  edges[bins] = Number.POSITIVE_INFINITY;
  const counts = new Float64Array(bins);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    // The division is rounded; the edges decide.
    let bin = Math.min(Math.trunc((value - from) / step), bins - 1);
    while (value < edges[bin]!) bin--;
    while (value >= edges[bin + 1]!) bin++;
    counts[bin]!++;
  }
  return [...counts];
}
