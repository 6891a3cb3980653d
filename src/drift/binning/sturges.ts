import { countBelow } from '../sorted-values.ts';

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
  // Dividing by the width, not by its formula, keeps NumPy's rounding when log₂ n is whole.
  return { from: lowest, to: highest, bins: Math.ceil(range / (integers ? Math.max(width, 1) : width)) };
}

/** How many values of a sorted sample fall into each bin; all must lie within the grid. */
export function countInBins(sorted: Float64Array, { from, to, bins }: Grid): number[] {
  const step = (to - from) / bins;
  const upTo = Array.from({ length: bins - 1 }, (_, bin) => countBelow(sorted, (bin + 1) * step + from));
  return [...upTo, sorted.length].map((count, bin) => count - (upTo[bin - 1] ?? 0));
}
