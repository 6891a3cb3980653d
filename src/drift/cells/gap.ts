import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import { type Cells, cellsOf, onlyValue, openCells } from './cells.ts';

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
  const atEdges = gaps.reduce((largest, gap) => Math.max(largest, Math.abs(gap)), 0);
  const [rows, rowsNow] = [samples.reference.length, samples.current.length];
  const mayExceed = Uint8Array.from(gaps, (gap, cell) => {
    const highest = gap + cells.reference.counts[cell]! * rowsNow;
    const lowest = gap - cells.current.counts[cell]! * rows;
    // With one value in the cell the function jumps from edge to edge.
    return Math.max(highest, -lowest) > atEdges && onlyValue(cells, cell) === undefined ? 1 : 0;
  });
  return openCells(samples, cells, mayExceed)?.reduce((largest, { cell, reference, current }) => {
    let gap = gaps[cell]!;
    let most = largest;
    walkTogether(reference, current, (_, inReference, inCurrent) => {
      gap += inReference * rowsNow - inCurrent * rows;
      most = Math.max(most, Math.abs(gap));
      return true;
    });
    return most;
  }, atEdges);
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
