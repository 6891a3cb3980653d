import type { TestSettings } from '../contracts/settings/test-rows.ts';
import { InvalidProjectFileError, UntrainableDataError } from '../errors.ts';
import type { Table } from '../tabular/table.ts';
import { durationIn } from '../validate/rules/duration.ts';
import { splitColumn } from './split-column.ts';
import type { Split } from './split-rows.ts';

/** Rows of one instant, as a time or a number. */
export interface Instant {
  readonly at: number;
  readonly rows: readonly number[];
}

/**
 * Holds out the newest rows. All rows of one instant are on one side; of the two boundaries nearest to the fraction the
 * nearer one is taken. Rows in the gap before the first held-out instant are on neither side.
 *
 * @param rows - row numbers (0-based) to split
 * @throws InvalidProjectFileError for a column that is not there or has no order in time; UntrainableDataError when it has
 * one instant only, lacks values, or the gap leaves nothing to learn from
 */
export function splitByTime(table: Table, rows: readonly number[], { by = '', fraction, gap }: TimeSettings): Split {
  const instants = instantsOf(table, rows, by);
  const boundary = nearestBoundary(instants, rows.length * (1 - fraction));
  const start = instants[boundary]!.at;
  const train = before(instants, start, gapOf(table, by, gap));
  if (train.length === 0) {
    throw new UntrainableDataError(
      `training.test.gap: no row is more than ${gap} before the first held-out one: make the gap or the fraction smaller`,
    );
  }
  return { train, test: ascending(instants.slice(boundary).flatMap((instant) => instant.rows)) };
}

export type TimeSettings = Pick<TestSettings, 'by' | 'gap' | 'fraction'>;

/** @throws InvalidProjectFileError, UntrainableDataError (see `splitByTime`) */
export function instantsOf(table: Table, rows: readonly number[], by: string): Instant[] {
  const column = splitColumn(table, by, 'time');
  if (column.storage === 'string' || column.storage === 'boolean') {
    const found = column.storage === 'string' ? `texts such as "${column.levels[0]}"` : 'booleans';
    throw new InvalidProjectFileError(
      `training.test.by: column "${by}" holds ${found}; the strategy time needs times (ISO 8601) or numbers`,
    );
  }
  const instants = new Map<number, number[]>();
  for (const row of rows) {
    const at = column.values[row]!;
    if (Number.isNaN(at)) {
      throw new UntrainableDataError(
        `training.test.by: column "${by}" has no value in row ${row + 1}, so that its time is not known: fill it in or remove the row`,
      );
    }
    const known = instants.get(at);
    if (known) known.push(row);
    else instants.set(at, [row]);
  }
  if (instants.size < 2) {
    throw new UntrainableDataError(
      `training.test.by: column "${by}" has the same value in all ${rows.length} rows, so that none is newer: choose another`,
    );
  }
  return [...instants].map(([at, found]) => ({ at, rows: found })).sort((a, b) => a.at - b.at);
}

/** The instant (not the first) before which the number of rows is nearest to the wanted one; of equals the later. */
function nearestBoundary(instants: readonly Instant[], wanted: number): number {
  let [best, distance, count] = [1, Number.POSITIVE_INFINITY, 0];
  for (let index = 1; index < instants.length; index += 1) {
    count += instants[index - 1]!.rows.length;
    if (Math.abs(count - wanted) > distance) break;
    [best, distance] = [index, Math.abs(count - wanted)];
  }
  return best;
}

/** Rows of the instants before that one, but for those within the gap. */
export const before = (instants: readonly Instant[], start: number, gap: number): number[] =>
  ascending(instants.filter(({ at }) => at < start && at <= start - gap).flatMap(({ rows }) => rows));

/** In the unit of the column. @throws InvalidProjectFileError when it has another */
export function gapOf(table: Table, by: string, gap: TestSettings['gap']): number {
  if (gap === undefined) return 0;
  const isTime = splitColumn(table, by, 'time').storage === 'timestamp';
  if (isTime === (typeof gap === 'string')) return typeof gap === 'string' ? durationIn(gap) : gap;
  const wanted = isTime ? 'times, so give a span such as 7 days' : 'numbers, so give a number';
  throw new InvalidProjectFileError(`training.test.gap: column "${by}" holds ${wanted}`);
}

const ascending = (rows: number[]): number[] => rows.sort((a, b) => a - b);
