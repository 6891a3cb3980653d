import type { TestSettings } from '../contracts/settings/test-rows.ts';
import { splitByGroup } from '../featurize/split-by-group.ts';
import { splitByTime } from '../featurize/split-by-time.ts';
import type { Split } from '../featurize/split-rows.ts';
import { below, createRandom, type Random } from '../random.ts';
import type { Table } from '../tabular/table.ts';

/** Apart from the one that splits training from test rows. */
const STREAM = 1;

export interface SetAsideRequest {
  /** All raw rows. */
  readonly table: Table;
  /** The training rows among them (0-based), by class; those of a regression are one group. */
  readonly classes: readonly (readonly number[])[];
  /** How the project holds out test rows. */
  readonly test: Pick<TestSettings, 'strategy' | 'by' | 'gap'>;
  /** 0..1 exclusive. */
  readonly fraction: number;
  readonly seed: number;
}

/**
 * Sets training rows aside that tell when to stop, or which trial is best, in the way in which the project holds out test
 * rows, lest they promise what new data will not keep: by time the newest, less those within the gap before them; by group
 * whole groups; otherwise of each class the same share, and of one with at least two rows at least one on either side.
 * The same rows for the same seed.
 *
 * @throws InvalidProjectFileError, UntrainableDataError (see `splitByTime` and `splitByGroup`)
 */
export function setAside({ table, classes, test: { strategy, by, gap }, fraction, seed }: SetAsideRequest): Split {
  const random = createRandom(seed, STREAM);
  if (strategy !== 'time' && strategy !== 'group') return ofEachClass(classes, fraction, random);
  const rows = classes.flat().sort(ascending);
  if (strategy === 'time') return splitByTime(table, rows, { by, gap, fraction });
  return splitByGroup(table, rows, { by, fraction, random });
}

function ofEachClass(classes: readonly (readonly number[])[], fraction: number, random: Random): Split {
  const train: number[] = [];
  const test: number[] = [];
  for (const members of classes) {
    const rows = [...members];
    const count = rows.length < 2 ? 0 : Math.min(Math.max(Math.round(rows.length * fraction), 1), rows.length - 1);
    for (let place = 0; place < count; place += 1) {
      const other = place + below(rows.length - place, random);
      [rows[place], rows[other]] = [rows[other]!, rows[place]!];
    }
    for (const [place, row] of rows.entries()) (place < count ? test : train).push(row);
  }
  return { train: train.sort(ascending), test: test.sort(ascending) };
}

const ascending = (a: number, b: number): number => a - b;
