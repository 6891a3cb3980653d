import type { ProjectFile, Task } from '../contracts/project-file.ts';
import { UntrainableDataError } from '../errors.ts';
import { below, createRandom, type Random } from '../random.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Column, Table } from '../tabular/table.ts';

/** Row numbers (0-based, ascending) to learn from and to judge by. */
export interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

export interface SplitRequest {
  readonly table: Table;
  readonly target: string;
  readonly task: Task;
  /** Share of the rows held out, 0..1 exclusive. */
  readonly fraction: number;
  /** stratified: every class is held out in the same proportion; a regression is split at random. */
  readonly strategy: ProjectFile['training']['test']['strategy'];
  readonly seed: number;
}

/**
 * Holds out rows at random, the same ones for the same seed. Stratified, every class with at least two rows is on both
 * sides and one with a single row is learnt from.
 *
 * @throws UntrainableDataError when there are fewer than two rows
 */
export function splitRows({ table, target, task, fraction, strategy, seed }: SplitRequest): Split {
  if (table.rowCount < 2) {
    throw new UntrainableDataError(`${table.rowCount} rows cannot be split into training and test rows: add data`);
  }
  const column = columnNamed(table, target);
  const stratified = strategy === 'stratified' && task !== 'regression';
  const groups = stratified ? rowsByClass(column) : [[...Array(table.rowCount).keys()]];
  const random = createRandom(seed);
  const test = groups.flatMap((rows) => draw(rows, heldOut(rows.length, fraction), random));
  if (test.length === 0) test.push(0); // every class has one row only
  const isTest = new Set(test);
  const train = [...Array(table.rowCount).keys()].filter((row) => !isTest.has(row));
  return { train, test: test.sort((a, b) => a - b) };
}

/** At least one row of two or more on either side. */
const heldOut = (rows: number, fraction: number): number =>
  rows < 2 ? 0 : Math.min(Math.max(Math.round(rows * fraction), 1), rows - 1);

/** Rows of equal value, in the order of the values; rows without one form a group of their own. */
function rowsByClass(column: Column): number[][] {
  const keys = column.storage === 'string' ? column.codes : column.values;
  const groups = new Map<number, number[]>();
  for (const [row, key] of keys.entries()) {
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, rows]) => rows);
}

/** The first `count` places of a Fisher-Yates shuffle. */
function draw(rows: readonly number[], count: number, random: Random): number[] {
  const shuffled = [...rows];
  for (let place = 0; place < count; place += 1) {
    const other = place + below(rows.length - place, random);
    [shuffled[place], shuffled[other]] = [shuffled[other]!, shuffled[place]!];
  }
  return shuffled.slice(0, count);
}
