import { InvalidProjectFileError } from '../errors.ts';
import { columnHint } from '../tabular/column-hint.ts';
import type { Column, Table } from '../tabular/table.ts';

/** @throws InvalidProjectFileError when the table has no column `by` that a strategy could go by */
export function splitColumn({ columns }: Table, by: string, strategy: string): Column {
  const column = columns.find(({ name }) => name === by);
  if (column) return column;
  const names = columns.map(({ name }) => name);
  throw new InvalidProjectFileError(
    `training.test.by: the data has no column "${by}" for the strategy ${strategy}; ${columnHint(by, names)}`,
  );
}

/** Rows of equal value, in the order of the values; rows without one form a group of their own. */
export function rowsByValue(column: Column, rows: Iterable<number>): number[][] {
  const keys = column.storage === 'string' ? column.codes : column.values;
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const key = keys[row]!;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].sort(([a], [b]) => (a < b || Number.isNaN(b) ? -1 : 1)).map(([, found]) => found);
}
