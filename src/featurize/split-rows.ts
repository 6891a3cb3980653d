import type { Task } from '../contracts/project-file.ts';
import type { TestSettings } from '../contracts/settings/test-rows.ts';
import { UntrainableDataError } from '../errors.ts';
import { below, createRandom, type Random } from '../random.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Table } from '../tabular/table.ts';
import { splitByGroup } from './split-by-group.ts';
import { splitByTime } from './split-by-time.ts';
import { rowsByValue } from './split-column.ts';

/** Row numbers (0-based, ascending) to learn from and to judge by. */
export interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * stratified: every class is held out in the same proportion; a regression is split at random. time: the newest rows are
 * held out. group: no value of the column is on both sides.
 */
export interface SplitRequest extends TestSettings {
  readonly table: Table;
  readonly target: string;
  readonly task: Task;
  readonly seed: number;
}

/**
 * Holds out rows, the same ones for the same seed. Stratified, every class with at least two rows is on both sides and one
 * with a single row is learnt from.
 *
 * @throws UntrainableDataError when there are fewer than two rows; see `splitByTime` and `splitByGroup`
 */
export function splitRows({ table, target, task, strategy, seed, ...settings }: SplitRequest): Split {
  if (table.rowCount < 2) {
    throw new UntrainableDataError(`${table.rowCount} rows cannot be split into training and test rows: add data`);
  }
  const rows = [...Array(table.rowCount).keys()];
  const random = createRandom(seed);
  if (strategy === 'time') return splitByTime(table, rows, settings);
  if (strategy === 'group') return splitByGroup(table, rows, { ...settings, random });
  const stratified = strategy === 'stratified' && task !== 'regression';
  const groups = stratified ? rowsByValue(columnNamed(table, target), rows) : [rows];
  const test = groups.flatMap((group) => draw(group, heldOut(group.length, settings.fraction), random));
  if (test.length === 0) test.push(0); // every class has one row only
  const isTest = new Set(test);
  const train = rows.filter((row) => !isTest.has(row));
  return { train, test: test.sort((a, b) => a - b) };
}

/** At least one row of two or more on either side. */
const heldOut = (rows: number, fraction: number): number =>
  rows < 2 ? 0 : Math.min(Math.max(Math.round(rows * fraction), 1), rows - 1);

/** The first `count` places of a Fisher-Yates shuffle. */
function draw(rows: readonly number[], count: number, random: Random): number[] {
  const shuffled = [...rows];
  for (let place = 0; place < count; place += 1) {
    const other = place + below(rows.length - place, random);
    [shuffled[place], shuffled[other]] = [shuffled[other]!, shuffled[place]!];
  }
  return shuffled.slice(0, count);
}
