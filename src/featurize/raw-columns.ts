import { InvalidDataError } from '../errors.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Column, NumericColumn, StringColumn, Table } from '../tabular/table.ts';

/** What the model takes in a raw column; booleans are numbers. */
interface Wanted {
  readonly numbers: Pick<NumericColumn, 'values'>;
  readonly times: Pick<NumericColumn, 'values'>;
  readonly texts: Pick<StringColumn, 'levels' | 'codes'>;
}

/**
 * The column's values. One without any may stand for another type, because nothing tells its own.
 * @throws InvalidDataError when the table lacks the column or holds something else in it
 */
export function requireStorage<Kind extends keyof Wanted>(table: Table, name: string, wanted: Kind): Wanted[Kind];
export function requireStorage(table: Table, name: string, wanted: keyof Wanted): Wanted[keyof Wanted] {
  const column = columnNamed(table, name);
  if (kindOf(column) === wanted) return column;
  if (!isEmpty(column)) throw wrongStorage(column, wanted);
  return wanted === 'texts'
    ? { levels: [], codes: new Int32Array(table.rowCount).fill(-1) }
    : { values: new Float64Array(table.rowCount).fill(Number.NaN) };
}

/** Numbers as the model sees them: missing unless finite. */
export const withoutInfinities = (values: Float32Array): Float32Array =>
  values.map((value) => (Number.isFinite(value) ? value : Number.NaN));

const isEmpty = (column: Column): boolean =>
  column.storage === 'string' ? column.codes.every((code) => code === -1) : column.values.every(Number.isNaN);

const kindOf = ({ storage }: Column): keyof Wanted =>
  storage === 'string' ? 'texts' : storage === 'timestamp' ? 'times' : 'numbers';

const wrongStorage = (column: Column, wanted: string): InvalidDataError =>
  new InvalidDataError(
    `column "${column.name}" holds ${kindOf(column)}, but the model is made for ${wanted} there: correct the data`,
  );
