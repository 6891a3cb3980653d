import { InvalidDataError } from '../errors.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Column, StringColumn, Table } from '../tabular/table.ts';

/** @throws InvalidDataError when the table lacks the column or holds something else in it */
export function numberColumn(table: Table, name: string): Float32Array {
  const column = columnNamed(table, name);
  if (isEmpty(column)) return new Float32Array(table.rowCount).fill(Number.NaN);
  if (column.storage === 'string' || column.storage === 'timestamp') throw wrongStorage(column, 'numbers');
  return withoutInfinities(new Float32Array(column.values));
}

/** Milliseconds since 1970. @throws InvalidDataError when the table lacks the column or holds something else in it */
export function timeColumn(table: Table, name: string): Float64Array {
  const column = columnNamed(table, name);
  if (isEmpty(column)) return new Float64Array(table.rowCount).fill(Number.NaN);
  if (column.storage !== 'timestamp') throw wrongStorage(column, 'times');
  return column.values;
}

/** @throws InvalidDataError when the table lacks the column or holds something else in it */
export function textColumn(table: Table, name: string): StringColumn {
  const column = columnNamed(table, name);
  if (column.storage === 'string') return column;
  if (isEmpty(column)) return { name, storage: 'string', levels: [], codes: new Int32Array(table.rowCount).fill(-1) };
  throw wrongStorage(column, 'texts');
}

/** Numbers as the model sees them: missing unless finite. */
export const withoutInfinities = (values: Float32Array): Float32Array =>
  values.map((value) => (Number.isFinite(value) ? value : Number.NaN));

/** Nothing tells a column without values its type, so it may stand for any. */
const isEmpty = (column: Column): boolean =>
  column.storage === 'string' ? column.codes.every((code) => code === -1) : column.values.every(Number.isNaN);

function wrongStorage({ name, storage }: Column, wanted: string): InvalidDataError {
  const found = storage === 'string' ? 'texts' : storage === 'timestamp' ? 'times' : 'numbers';
  return new InvalidDataError(
    `column "${name}" holds ${found}, but the model is made for ${wanted} there: correct the data`,
  );
}
