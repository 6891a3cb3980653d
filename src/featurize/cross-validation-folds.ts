import type { Task } from '../contracts/project-file.ts';
import type { TestSettings } from '../contracts/settings/test-rows.ts';
import { UntrainableDataError } from '../errors.ts';
import { createRandom, type Random } from '../random.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Table } from '../tabular/table.ts';
import { groupsOf, shuffled } from './split-by-group.ts';
import { before, gapOf, instantsOf } from './split-by-time.ts';
import { rowsByValue } from './split-column.ts';
import type { Split } from './split-rows.ts';

/** Apart from what splits training from test rows. */
const STREAM = 11;

export interface FoldRequest {
  /** The rows to learn from. */
  readonly table: Table;
  readonly target: string;
  readonly task: Task;
  /** How test rows are held out: folds are made alike. */
  readonly test: TestSettings;
  readonly folds: number;
  readonly seed: number;
}

/**
 * Splits the rows several times. At random, stratified or by group every row is judged by once, and the folds are of about
 * equal size; by time each fold learns from what is older than the rows that it is judged by, the next ones in time.
 *
 * @throws InvalidProjectFileError, UntrainableDataError when the rows, groups or instants are too few for so many folds
 */
export function crossValidationFolds({ table, target, task, test, folds, seed }: FoldRequest): Split[] {
  const rows = [...Array(table.rowCount).keys()];
  if (rows.length < folds + 1) {
    throw new UntrainableDataError(`training.crossValidation: ${rows.length} rows are too few for ${folds} folds`);
  }
  if (test.strategy === 'time') return forwardInTime(table, rows, test, folds);
  const random = createRandom(seed, STREAM);
  const parts =
    test.strategy === 'group'
      ? evenParts(shuffled(groupsOf(table, rows, test.by ?? '', folds), random), folds)
      : dealt(
          test.strategy === 'random' || task === 'regression' ? [rows] : classesOf(table, target, rows),
          folds,
          random,
        );
  return parts.map((part) => {
    const isTest = new Set(part);
    return { train: rows.filter((row) => !isTest.has(row)), test: part.toSorted((a, b) => a - b) };
  });
}

const classesOf = (table: Table, target: string, rows: readonly number[]): number[][] =>
  rowsByValue(columnNamed(table, target), rows);

/** Rows of each class go round the folds, so that each has about the same share of it. */
function dealt(classes: readonly number[][], folds: number, random: Random): number[][] {
  const parts = Array.from({ length: folds }, (): number[] => []);
  const order = classes.flatMap((rows) => shuffled(rows, random));
  for (const [place, row] of order.entries()) parts[place % folds]!.push(row);
  return parts;
}

/** Largest groups first, each into the part that is the smallest so far. */
function evenParts(groups: readonly number[][], folds: number): number[][] {
  const parts = Array.from({ length: folds }, (): number[] => []);
  for (const group of groups.toSorted((a, b) => b.length - a.length)) {
    const smallest = parts.reduce((least, part) => (part.length < least.length ? part : least));
    smallest.push(...group);
  }
  return parts;
}

/** One block of instants more than folds, of about equally many rows; each but the first is judged by once. */
function forwardInTime(table: Table, rows: readonly number[], { by = '', gap }: TestSettings, folds: number): Split[] {
  const instants = instantsOf(table, rows, by);
  if (instants.length < folds + 1) {
    throw new UntrainableDataError(
      `training.crossValidation: column "${by}" has ${instants.length} instants, but ${folds} folds in time need ${folds + 1}`,
    );
  }
  const blocks = Array.from({ length: folds + 1 }, (): (typeof instants)[number][] => []);
  let [seen, block] = [0, -1];
  for (const [index, instant] of instants.entries()) {
    const byRows = Math.floor((seen * (folds + 1)) / rows.length);
    // No block is left out, and those to come need an instant each.
    block = Math.min(Math.max(byRows, index - instants.length + folds + 1), block + 1);
    blocks[block]!.push(instant);
    seen += instant.rows.length;
  }
  const distance = gapOf(table, by, gap);
  return blocks.slice(1).map((block) => ({
    train: before(instants, block[0]!.at, distance),
    test: block.flatMap((instant) => instant.rows).sort((a, b) => a - b),
  }));
}
