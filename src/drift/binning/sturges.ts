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

/** Each bin is counted in so many narrow cells, since a processor waits when it counts in one place again and again. */
const CELLS_PER_BIN = 256;

/** How many of the values, in any order, fall into each bin; all must lie within the grid. */
export function countInBins(values: Float64Array, grid: Grid): number[] {
  const { from, to, bins } = grid;
  // Of a range that is larger than any number.
  if (Number.isNaN(bins)) return [];
  const edges = Float64Array.from({ length: bins - 1 }, (_, bin) => (bin + 1) * ((to - from) / bins) + from);
  // Of the smallest ranges there are, the quotient is infinite.
  const perUnit = Math.min((CELLS_PER_BIN * bins) / (to - from), Number.MAX_VALUE);
  // Cells are rounded, but in the order of the values: only the cell of an edge may hold values of both of its sides.
  const edgeIn = new Float64Array(CELLS_PER_BIN * bins + 2).fill(Number.POSITIVE_INFINITY);
  for (const edge of edges) {
    const cell = cellOf(edge, from, perUnit);
    if (edgeIn[cell]! < Number.POSITIVE_INFINITY) return countByEdges(values, edges);
    edgeIn[cell] = edge;
  }
  const { inCells, aboveEdge } = countInCells(values, from, perUnit, edgeIn);
  const counts = [0];
  for (let cell = 0; cell < edgeIn.length; cell++) {
    counts[counts.length - 1]! += inCells[cell]! - aboveEdge[cell]!;
    if (edgeIn[cell]! < Number.POSITIVE_INFINITY) counts.push(aboveEdge[cell]!);
  }
  return counts;
}

const cellOf = (value: number, from: number, perUnit: number): number => ((value - from) * perUnit) | 0;

function countInCells(values: Float64Array, from: number, perUnit: number, edgeIn: Float64Array) {
  const [inCells, aboveEdge] = [new Int32Array(edgeIn.length), new Int32Array(edgeIn.length)];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const cell = cellOf(value, from, perUnit);
    inCells[cell]!++;
    if (value >= edgeIn[cell]!) aboveEdge[cell]!++;
  }
  return { inCells, aboveEdge };
}

/** For edges that hardly differ. */
function countByEdges(values: Float64Array, edges: Float64Array): number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const value of values) counts[edges.filter((edge) => value >= edge).length]!++;
  return counts;
}
