import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import { type Cells, cellsOf, lookInto } from './cells.ts';
import { gapsAtStarts } from './gap.ts';

/**
 * The area between both empirical distribution functions, the first Wasserstein distance. Within a cell where one
 * function stays above the other the area follows from the cell's counts and sums; only the others are looked into.
 *
 * @returns undefined where sorting is the better way
 */
export function areaInCells(samples: Samples): number | undefined {
  const cells = cellsOf(samples);
  if (!cells) return undefined;
  const gaps = gapsAtStarts(samples, cells);
  const [rows, rowsNow] = [samples.reference.length, samples.current.length];
  const crossed = cellsCrossed(samples, cells, gaps);
  const inside = lookInto(samples, cells, crossed);
  if (!inside) return undefined;
  let area = 0;
  for (let cell = 0; cell < gaps.length; cell++) {
    const gained = cells.reference.counts[cell]! * rowsNow;
    const lost = cells.current.counts[cell]! * rows;
    const jump = inside.only.get(cell);
    if (crossed[cell] === 0) area += areaByCounts(cells, cell, gaps[cell]!, gained, lost);
    else if (jump !== undefined) area += areaOfJump(cells, cell, gaps[cell]!, gained - lost, jump);
  }
  for (const { cell, reference, current } of inside.opened) {
    const line = stepLine(startOf(cells, cell), gaps[cell]!);
    walkTogether(reference, current, (value, inReference, inCurrent) => {
      line.stepAt(value - cells.from, inReference * rowsNow - inCurrent * rows);
      return true;
    });
    area += line.areaUpTo(cells.ends[cell]!);
  }
  return area / (rows * rowsNow);
}

const startOf = ({ ends }: Cells, cell: number): number => (cell === 0 ? 0 : ends[cell - 1]!);

/** Marks the cells within which one function may cross the other. */
function cellsCrossed(samples: Samples, { reference, current }: Cells, gaps: Float64Array): Uint8Array {
  const crossed = new Uint8Array(gaps.length);
  for (let cell = 0; cell < gaps.length; cell++) {
    const staysAbove = gaps[cell]! - current.counts[cell]! * samples.reference.length >= 0;
    const staysBelow = gaps[cell]! + reference.counts[cell]! * samples.current.length <= 0;
    if (!staysAbove && !staysBelow) crossed[cell] = 1;
  }
  return crossed;
}

/**
 * The area in a cell where no function crosses the other, times both sample sizes.
 *
 * @param gap - of the functions at the cell's start, times both sample sizes
 * @param gained - what the reference's values add to it
 * @param lost - what the current ones take from it
 */
function areaByCounts(cells: Cells, cell: number, gap: number, gained: number, lost: number): number {
  const [start, end] = [startOf(cells, cell), cells.ends[cell]!];
  // What a value adds reaches from it to the cell's end.
  const before = gained === 0 ? 0 : gained * (end - meanOffset(cells.reference, cell));
  const now = lost === 0 ? 0 : lost * (end - meanOffset(cells.current, cell));
  return Math.abs(gap * (end - start) + before - now);
}

/** The same in a cell with a single value, at which the gap rises. */
function areaOfJump(cells: Cells, cell: number, gap: number, rise: number, jump: number): number {
  const [start, end] = [startOf(cells, cell), cells.ends[cell]!];
  return Math.abs(gap) * (jump - start) + Math.abs(gap + rise) * (end - jump);
}

const meanOffset = ({ counts, offsets }: Cells['reference'], cell: number): number => offsets()[cell]! / counts[cell]!;

/** The area under the absolute value of a step function, gathered from left to right. */
function stepLine(start: number, height: number) {
  let [area, from, level] = [0, start, height];
  const areaUpTo = (end: number) => {
    area += Math.abs(level) * (end - from);
    from = end;
    return area;
  };
  const stepAt = (place: number, rise: number) => {
    areaUpTo(place);
    level += rise;
  };
  return { areaUpTo, stepAt };
}
