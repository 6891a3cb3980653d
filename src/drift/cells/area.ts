import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import { type Cells, cellsOf, onlyValue, openCells } from './cells.ts';
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
  const unknown = new Uint8Array(gaps.length);
  let area = 0;
  for (let cell = 0; cell < gaps.length; cell++) {
    const [before, now] = [cells.reference.counts[cell]!, cells.current.counts[cell]!];
    const known = areaByCounts(cells, cell, gaps[cell]!, before * rowsNow, now * rows);
    if (known === undefined) unknown[cell] = 1;
    else area += known;
  }
  const opened = openCells(samples, cells, unknown);
  if (!opened) return undefined;
  for (const { cell, reference, current } of opened) {
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

/**
 * The area in a cell, times both sample sizes.
 *
 * @param gap - of the functions at the cell's start, times both sample sizes
 * @param gained - what the reference's values add to it
 * @param lost - what the current ones take from it
 * @returns undefined where the functions may cross
 */
function areaByCounts(cells: Cells, cell: number, gap: number, gained: number, lost: number): number | undefined {
  const [start, end] = [startOf(cells, cell), cells.ends[cell]!];
  if (gap - lost >= 0 || gap + gained <= 0) {
    // What a value adds reaches from it to the cell's end.
    const before = gained === 0 ? 0 : gained * (end - meanOffset(cells.reference, cell));
    const now = lost === 0 ? 0 : lost * (end - meanOffset(cells.current, cell));
    return Math.abs(gap * (end - start) + before - now);
  }
  const jump = onlyValue(cells, cell);
  return jump === undefined ? undefined : Math.abs(gap) * (jump - start) + Math.abs(gap + gained - lost) * (end - jump);
}

const meanOffset = ({ counts, offsets }: Cells['reference'], cell: number): number => offsets[cell]! / counts[cell]!;

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
