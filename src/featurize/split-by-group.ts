import type { TestSettings } from '../contracts/settings/test-rows.ts';
import { UntrainableDataError } from '../errors.ts';
import { below, type Random } from '../random.ts';
import type { Table } from '../tabular/table.ts';
import { rowsByValue, splitColumn } from './split-column.ts';
import type { Split } from './split-rows.ts';

/**
 * Holds out whole groups, drawn at random: each one drawn is held out if that brings the held-out rows nearer to the
 * fraction. Rows without a group are a group of their own. At least one group is on either side.
 *
 * @param rows - row numbers (0-based) to split
 * @throws InvalidProjectFileError for a column that is not there; UntrainableDataError for fewer than two groups
 */
export function splitByGroup(
  table: Table,
  rows: readonly number[],
  { by = '', fraction, random }: Pick<TestSettings, 'by' | 'fraction'> & { readonly random: Random },
): Split {
  const groups = shuffled(groupsOf(table, rows, by, 2), random);
  const wanted = rows.length * fraction;
  const train: number[] = [];
  const test: number[] = [];
  for (const group of groups) {
    const isNearer = Math.abs(test.length + group.length - wanted) < Math.abs(test.length - wanted);
    (isNearer ? test : train).push(...group);
  }
  // All groups may be on one side when they are few: then the smallest changes it.
  const smallest = groups.toSorted((a, b) => a.length - b.length)[0]!;
  if (train.length === 0 || test.length === 0) {
    const others = groups.flatMap((group) => (group === smallest ? [] : group));
    return train.length === 0 ? inOrder(smallest, others) : inOrder(others, smallest);
  }
  return inOrder(train, test);
}

/** @throws InvalidProjectFileError, UntrainableDataError when there are fewer groups than are needed */
export function groupsOf(table: Table, rows: readonly number[], by: string, needed: number): number[][] {
  const groups = rowsByValue(splitColumn(table, by, 'group'), rows);
  if (groups.length >= needed) return groups;
  const found = `${groups.length} ${groups.length === 1 ? 'value' : 'values'} in ${rows.length} rows`;
  throw new UntrainableDataError(
    `training.test.by: column "${by}" has ${found}, but ${needed} groups are needed: add data or choose another column`,
  );
}

const inOrder = (train: readonly number[], test: readonly number[]): Split => ({
  train: train.toSorted((a, b) => a - b),
  test: test.toSorted((a, b) => a - b),
});

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let place = copy.length - 1; place > 0; place -= 1) {
    const other = below(place + 1, random);
    [copy[place], copy[other]] = [copy[other]!, copy[place]!];
  }
  return copy;
}
