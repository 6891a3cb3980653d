import type { Samples } from '../column-pair.ts';
import { extremes } from '../extremes.ts';
import { ascending } from '../sorted-values.ts';

/** One side's values, counted cell by cell. */
export interface CellCounts {
  readonly counts: Int32Array;
  /** Sum over each cell's values of their distance from the grid's start. */
  readonly offsets: Float64Array;
  /** The first of each cell's values, as its distance from the grid's start. */
  readonly first: Float64Array;
  /** 1 where a cell holds different values. */
  readonly mixed: Uint8Array;
}

/**
 * Both sides of a numeric column dealt into many narrow cells of equal width, in order. What an empirical distribution
 * function does between two edges then follows from counts, except in the few cells that a test must look into: that
 * takes an eighth of the time of sorting all values.
 */
export interface Cells {
  readonly from: number;
  readonly perUnit: number;
  /** Where a cell ends, as distance from the grid's start. */
  readonly ends: Float64Array;
  readonly reference: CellCounts;
  readonly current: CellCounts;
}

/** So fine that few cells must be looked into; more would not fit into the processor's cache. */
const VALUES_PER_CELL = 16;
const MOST_CELLS = 1 << 15;

/** Smaller samples are sorted in no time. */
const FEWEST_VALUES = 1 << 17;

/** A statistic and its chance are both found in the cells of the same samples. */
const known = new WeakMap<Samples, Cells>();

/** Undefined where sorting is the better way: few values, or a range that cannot be divided. */
export function cellsOf(samples: Samples): Cells | undefined {
  const cells = known.get(samples) ?? dealIntoCells(samples);
  if (cells) known.set(samples, cells);
  return cells;
}

function dealIntoCells({ reference, current }: Samples): Cells | undefined {
  if (Math.min(reference.length, current.length) < FEWEST_VALUES) return undefined;
  const [before, now] = [extremes(reference), extremes(current)];
  const from = Math.min(before.smallest, now.smallest);
  const range = Math.max(before.largest, now.largest) - from;
  const cells = Math.min(Math.ceil((reference.length + current.length) / VALUES_PER_CELL), MOST_CELLS);
  const perUnit = cells / range;
  if (!(perUnit > 0 && perUnit < Number.POSITIVE_INFINITY)) return undefined;
  // The largest value has a cell of its own.
  const ends = Float64Array.from({ length: cells + 1 }, (_, cell) => Math.min((cell + 1) / perUnit, range));
  const grid = { from, perUnit, ends };
  return { ...grid, reference: countInCells(reference, grid), current: countInCells(current, grid) };
}

type Grid = Pick<Cells, 'from' | 'perUnit' | 'ends'>;

function countInCells(values: Float64Array, { from, perUnit, ends }: Grid): CellCounts {
  const counts = new Int32Array(ends.length);
  const offsets = new Float64Array(ends.length);
  const first = new Float64Array(ends.length);
  const mixed = new Uint8Array(ends.length);
  for (let row = 0; row < values.length; row++) {
    const offset = values[row]! - from;
    const cell = Math.trunc(offset * perUnit);
    if (counts[cell]!++ === 0) first[cell] = offset;
    else if (first[cell] !== offset) mixed[cell] = 1;
    offsets[cell]! += offset;
  }
  return { counts, offsets, first, mixed };
}

/** The one value in the cell, as its distance from the grid's start; undefined when there are several. */
export function onlyValue({ reference, current }: Cells, cell: number): number | undefined {
  if (reference.mixed[cell] === 1 || current.mixed[cell] === 1) return undefined;
  if (reference.counts[cell] === 0) return current.first[cell];
  return current.counts[cell] === 0 || reference.first[cell] === current.first[cell]
    ? reference.first[cell]
    : undefined;
}

/** The values of some cells on either side. */
export interface OpenedCell {
  readonly cell: number;
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Beyond this share of the values it is cheaper to sort them all. */
const MOST_OPENED = 0.5;

/**
 * The sorted values of the cells that are marked, in order.
 *
 * @param marked - 1 for a cell that is wanted
 * @returns undefined where that would be too many
 */
export function openCells(samples: Samples, cells: Cells, marked: Uint8Array): OpenedCell[] | undefined {
  const [before, now] = [countMarked(cells.reference, marked), countMarked(cells.current, marked)];
  if (before + now > MOST_OPENED * (samples.reference.length + samples.current.length)) return undefined;
  const reference = valuesOf(samples.reference, before, cells, marked);
  const current = valuesOf(samples.current, now, cells, marked);
  const opened: OpenedCell[] = [];
  let [i, j] = [0, 0];
  for (let cell = marked.indexOf(1); cell >= 0; cell = marked.indexOf(1, cell + 1)) {
    const [nextI, nextJ] = [i + cells.reference.counts[cell]!, j + cells.current.counts[cell]!];
    opened.push({ cell, reference: reference.subarray(i, nextI), current: current.subarray(j, nextJ) });
    [i, j] = [nextI, nextJ];
  }
  return opened;
}

function countMarked({ counts }: CellCounts, marked: Uint8Array): number {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell++) sum += counts[cell]! * marked[cell]!;
  return sum;
}

function valuesOf(values: Float64Array, wanted: number, { from, perUnit }: Cells, marked: Uint8Array): Float64Array {
  const kept = new Float64Array(wanted);
  let filled = 0;
  for (let row = 0; row < values.length && filled < wanted; row++) {
    const value = values[row]!;
    if (marked[Math.trunc((value - from) * perUnit)] === 1) kept[filled++] = value;
  }
  return ascending(kept);
}
