import { InvalidDataError } from '../errors.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Column, StringColumn, Table } from '../tabular/table.ts';

/** @throws InvalidDataError when the table lacks the column or holds texts in it */
export function numberColumn(table: Table, name: string): Float32Array {
  const column = columnNamed(table, name);
  if (column.storage !== 'string') return withoutInfinities(new Float32Array(column.values));
  if (isEmpty(column)) return new Float32Array(table.rowCount).fill(Number.NaN);
  throw wrongStorage(name, 'texts', 'numbers');
}

/** Numbers as the model sees them: missing unless finite. */
export const withoutInfinities = (values: Float32Array): Float32Array =>
  values.map((value) => (Number.isFinite(value) ? value : Number.NaN));

/** @throws InvalidDataError when the table lacks the column or holds numbers in it */
export function textColumn(table: Table, name: string): StringColumn {
  const column = columnNamed(table, name);
  if (column.storage === 'string') return column;
  if (isEmpty(column)) return { name, storage: 'string', levels: [], codes: new Int32Array(table.rowCount).fill(-1) };
  throw wrongStorage(name, 'numbers', 'texts');
}

/** Nothing tells a column without values its type, so it may stand for any. */
const isEmpty = (column: Column): boolean =>
  column.storage === 'string' ? column.codes.every((code) => code === -1) : column.values.every(Number.isNaN);

const wrongStorage = (name: string, found: string, wanted: string) =>
  new InvalidDataError(`column "${name}" holds ${found}, but the model is made for ${wanted} there: correct the data`);
