import { InvalidDataError } from '#src/errors.ts';
import type { Column, NumericColumn } from '#src/tabular/table.ts';
import type { ColumnPair, Samples } from './column-pair.ts';
import { alignLevels, countLevels } from './frequencies.ts';
import type { PlannedColumn } from './plan-columns.ts';
import { ascending, finiteValues } from './sorted-values.ts';

/** A column of numbers or categories. */
export type ValueColumn = Omit<PlannedColumn, 'testedAs'> & { readonly testedAs: ColumnPair['type'] };

/**
 * Cleans a column of both data sets and brings it into the form the tests share.
 *
 * @param spell - whether a category that is a number on one side can be a text on the other
 * @throws InvalidDataError when a side has no value left, or text where numbers are compared
 */
export function pairColumns({ testedAs, reference, current }: ValueColumn, spell = true): ColumnPair {
  return testedAs === 'numerical' ? numericalPair(reference, current) : categoricalPair(reference, current, spell);
}

function numericalPair(reference: Column, current: Column): ColumnPair {
  const before = requireNumbers(reference, 'reference');
  const now = requireNumbers(current, 'current');
  const [kept, keptNow] = [finiteValues(before.values), finiteValues(now.values)];
  requireValues(kept.length, reference.name, 'reference');
  requireValues(keptNow.length, current.name, 'current');
  return lazilySorted(kept, keptNow, isGapless(before, kept) && isGapless(now, keptNow));
}

/** Sorts a side when it is first asked for in order, which the tests that only count bins never do. */
function lazilySorted(reference: Float64Array, current: Float64Array, integers: boolean): ColumnPair {
  const [before, now] = [sortedOnDemand(reference), sortedOnDemand(current)];
  return {
    type: 'numerical',
    integers,
    get reference() {
      return before.sorted();
    },
    get current() {
      return now.sorted();
    },
    unordered: sameWhileUnsorted(before.values, now.values),
  };
}

/** One and the same object until a side is sorted, so that what was found out about the values can be kept with it. */
function sameWhileUnsorted(before: () => Float64Array, now: () => Float64Array): () => Samples {
  let samples = { reference: before(), current: now() };
  return () => {
    const latest = { reference: before(), current: now() };
    if (samples.reference !== latest.reference || samples.current !== latest.current) samples = latest;
    return samples;
  };
}

function sortedOnDemand(finite: Float64Array) {
  let values = finite;
  let isSorted = false;
  const sorted = () => {
    if (!isSorted) values = ascending(values);
    isSorted = true;
    return values;
  };
  return { values: () => values, sorted };
}

function categoricalPair(reference: Column, current: Column, spell: boolean): ColumnPair {
  const before = countLevels(reference);
  const now = countLevels(current);
  requireValues(before.size, reference.name, 'reference');
  requireValues(now.size, current.name, 'current');
  return { type: 'categorical', frequencies: alignLevels(before, now, spell) };
}

/** pandas turns an integer column with a gap into floats, which Evidently then bins as such. */
const isGapless = (column: NumericColumn, kept: Float64Array): boolean =>
  column.storage === 'integer' && kept.length === column.values.length;

function requireNumbers(column: Column, side: string): NumericColumn {
  if (column.storage !== 'string') return column;
  throw new InvalidDataError(
    `column "${column.name}" is to be compared as numbers but holds text in the ${side} data, ` +
      `for example ${JSON.stringify(column.levels[0] ?? '')}: correct the file, or declare the column categorical`,
  );
}

function requireValues(count: number, name: string, side: string): void {
  if (count > 0) return;
  throw new InvalidDataError(
    `column "${name}" has no values in the ${side} data: fill it, or give it the type "ignore"`,
  );
}
