import type { Samples } from '../column-pair.ts';
import { extremes } from '../extremes.ts';
import { ascending } from '../sorted-values.ts';

/** One side's values, cell by cell; what takes another pass over them is found out when it is first asked for. */
export interface CellCounts {
  readonly counts: Int32Array;
  /** Sum over each cell's values of their distance from the grid's start. */
  readonly offsets: () => Float64Array;
  readonly variety: () => Variety;
}

/** Which cells hold but one value. */
interface Variety {
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
  return { ...grid, reference: sideOf(reference, grid), current: sideOf(current, grid) };
}

type Grid = Pick<Cells, 'from' | 'perUnit' | 'ends'>;

function sideOf(values: Float64Array, grid: Grid): CellCounts {
  let [offsets, variety]: [Float64Array?, Variety?] = [];
  return {
    counts: countInCells(values, grid),
    offsets() {
      offsets ??= sumOffsets(values, grid);
      return offsets;
    },
    variety() {
      variety ??= varietyOf(values, grid);
      return variety;
    },
  };
}

/** The cell of a value with this distance from the grid's start. */
const cellAt = (offset: number, perUnit: number): number => (offset * perUnit) | 0;

function countInCells(values: Float64Array, { from, perUnit, ends }: Grid): Int32Array {
  const counts = new Int32Array(ends.length);
  for (let row = 0; row < values.length; row++) counts[cellAt(values[row]! - from, perUnit)]!++;
  return counts;
}

function sumOffsets(values: Float64Array, { from, perUnit, ends }: Grid): Float64Array {
  const offsets = new Float64Array(ends.length);
  for (let row = 0; row < values.length; row++) {
    const offset = values[row]! - from;
    offsets[cellAt(offset, perUnit)]! += offset;
  }
  return offsets;
}

function varietyOf(values: Float64Array, { from, perUnit, ends }: Grid): Variety {
  const first = new Float64Array(ends.length).fill(Number.NaN);
  const mixed = new Uint8Array(ends.length);
  for (let row = 0; row < values.length; row++) {
    const offset = values[row]! - from;
    const cell = cellAt(offset, perUnit);
    if (Number.isNaN(first[cell]!)) first[cell] = offset;
    else if (first[cell] !== offset) mixed[cell] = 1;
  }
  return { first, mixed };
}

/** The one value in the cell, as its distance from the grid's start; undefined when there are several. */
export function onlyValue({ reference, current }: Cells, cell: number): number | undefined {
  const [before, now] = [reference.variety(), current.variety()];
  if (before.mixed[cell] === 1 || now.mixed[cell] === 1) return undefined;
  if (reference.counts[cell] === 0) return now.first[cell];
  return current.counts[cell] === 0 || before.first[cell] === now.first[cell] ? before.first[cell] : undefined;
}

/** The values of a cell on either side. */
export interface OpenedCell {
  readonly cell: number;
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** What is in the cells that a test must look into. */
export interface Inside {
  /** Cell → its one value, as its distance from the grid's start. */
  readonly only: ReadonlyMap<number, number>;
  /** The others with their sorted values, in order. */
  readonly opened: readonly OpenedCell[];
}

/** Up to this share of the values it is cheaper to sort them than to find out first which cells hold but one. */
const FEW = 1 / 16;
/** Beyond this share it is cheaper to sort all values there are. */
const MOST_OPENED = 0.5;

/**
 * @param marked - 1 for a cell that is wanted
 * @returns undefined where too many values would have to be sorted
 */
export function lookInto(samples: Samples, cells: Cells, marked: Uint8Array): Inside | undefined {
  const all = samples.reference.length + samples.current.length;
  if (countMarked(cells, marked) <= FEW * all) return tellApart(openCells(samples, cells, marked), cells.from);
  const only = new Map<number, number>();
  const others = marked.map((mark, cell) => {
    const value = mark === 1 ? onlyValue(cells, cell) : undefined;
    if (value !== undefined) only.set(cell, value);
    return value === undefined ? mark : 0;
  });
  return countMarked(cells, others) > MOST_OPENED * all
    ? undefined
    : { only, opened: openCells(samples, cells, others) };
}

function tellApart(cells: readonly OpenedCell[], from: number): Inside {
  const only = new Map<number, number>();
  const opened: OpenedCell[] = [];
  for (const cell of cells) {
    const { reference, current } = cell;
    const value = reference[0] ?? current[0];
    const isOnly = [reference, current].every(
      (side) => side.length === 0 || (side[0] === value && side.at(-1) === value),
    );
    if (value !== undefined && isOnly) only.set(cell.cell, value - from);
    else opened.push(cell);
  }
  return { only, opened };
}

function openCells(samples: Samples, cells: Cells, marked: Uint8Array): OpenedCell[] {
  const reference = valuesOf(samples.reference, countOnSide(cells.reference, marked), cells, marked);
  const current = valuesOf(samples.current, countOnSide(cells.current, marked), cells, marked);
  const opened: OpenedCell[] = [];
  let [i, j] = [0, 0];
  for (let cell = marked.indexOf(1); cell >= 0; cell = marked.indexOf(1, cell + 1)) {
    const [nextI, nextJ] = [i + cells.reference.counts[cell]!, j + cells.current.counts[cell]!];
    opened.push({ cell, reference: reference.subarray(i, nextI), current: current.subarray(j, nextJ) });
    [i, j] = [nextI, nextJ];
  }
  return opened;
}

const countMarked = ({ reference, current }: Cells, marked: Uint8Array): number =>
  countOnSide(reference, marked) + countOnSide(current, marked);

function countOnSide({ counts }: CellCounts, marked: Uint8Array): number {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell++) sum += counts[cell]! * marked[cell]!;
  return sum;
}

function valuesOf(values: Float64Array, wanted: number, { from, perUnit }: Cells, marked: Uint8Array): Float64Array {
  const kept = new Float64Array(wanted);
  let filled = 0;
  for (let row = 0; row < values.length && filled < wanted; row++) {
    const value = values[row]!;
    if (marked[cellAt(value - from, perUnit)] === 1) kept[filled++] = value;
  }
  return ascending(kept);
}
