import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import { type Cells, cellsOf, lookInto } from './cells.ts';

/**
 * The largest distance between both empirical distribution functions, times the product of both sample sizes: an
 * integer. Only those cells are looked into within which it may be larger than at all of their edges.
 *
 * @returns undefined where sorting is the better way
 */
export function largestGapInCells(samples: Samples): number | undefined {
  const cells = cellsOf(samples);
  if (!cells) return undefined;
  const gaps = gapsAtStarts(samples, cells);
  let atEdges = 0;
  for (let cell = 0; cell < gaps.length; cell++) atEdges = Math.max(atEdges, Math.abs(gaps[cell]!));
  const [rows, rowsNow] = [samples.reference.length, samples.current.length];
  // Where a cell has but one value, the function jumps from edge to edge.
  return lookInto(samples, cells, cellsBeyond(samples, cells, gaps, atEdges))?.opened.reduce((largest, opened) => {
    let gap = gaps[opened.cell]!;
    let most = largest;
    walkTogether(opened.reference, opened.current, (_, inReference, inCurrent) => {
      gap += inReference * rowsNow - inCurrent * rows;
      most = Math.max(most, Math.abs(gap));
      return true;
    });
    return most;
  }, atEdges);
}

/** Marks the cells within which the distance may exceed the largest one at their edges. */
function cellsBeyond(samples: Samples, cells: Cells, gaps: Float64Array, atEdges: number): Uint8Array {
  const { reference, current } = cells;
  const [rows, rowsNow] = [samples.reference.length, samples.current.length];
  const marked = new Uint8Array(gaps.length);
  for (let cell = 0; cell < gaps.length; cell++) {
    const highest = gaps[cell]! + reference.counts[cell]! * rowsNow;
    const lowest = gaps[cell]! - current.counts[cell]! * rows;
    if (Math.max(highest, -lowest) > atEdges) marked[cell] = 1;
  }
  return marked;
}

/** The reference's distribution function minus the current one where each cell starts, times both sample sizes. */
export function gapsAtStarts(samples: Samples, { reference, current }: Cells): Float64Array {
  const gaps = new Float64Array(reference.counts.length);
  for (let cell = 1; cell < gaps.length; cell++) {
    const gained = reference.counts[cell - 1]! * samples.current.length;
    const lost = current.counts[cell - 1]! * samples.reference.length;
    gaps[cell] = gaps[cell - 1]! + gained - lost;
  }
  return gaps;
}
