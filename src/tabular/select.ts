import { InvalidDataError } from '../errors.ts';
import type { Column, Table } from './table.ts';

/** @throws InvalidDataError when the table has no such column */
export function columnNamed(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = table.columns.map((candidate) => candidate.name).join(', ');
  throw new InvalidDataError(`there is no column "${name}"; the columns are ${names}`);
}

/** The columns that have no value in any row: nothing can be compared with them. */
export const emptyColumns = ({ columns }: Table): string[] =>
  columns
    .filter((column) =>
      column.storage === 'string' ? column.codes.every((code) => code < 0) : column.values.every(Number.isNaN),
    )
    .map(({ name }) => name);

/** The table without those columns; names that it does not have are no matter. */
export function dropColumns(table: Table, names: Iterable<string>): Table {
  const dropped = new Set(names);
  return { rowCount: table.rowCount, columns: table.columns.filter(({ name }) => !dropped.has(name)) };
}

/**
 * The given rows (0-based) in the given order, repeats included. Levels of text columns stay as they are, so a level may
 * have no row left.
 */
export function selectRows(table: Table, rows: Int32Array | readonly number[]): Table {
  const outside = rows.find((row) => !Number.isInteger(row) || row < 0 || row >= table.rowCount);
  if (outside !== undefined) throw new RangeError(`row ${outside} is outside the table's ${table.rowCount} rows`);
  return { rowCount: rows.length, columns: table.columns.map((column) => selectFrom(column, rows)) };
}

function selectFrom(column: Column, rows: Int32Array | readonly number[]): Column {
  if (column.storage === 'string') return { ...column, codes: pick(column.codes, rows, new Int32Array(rows.length)) };
  return { ...column, values: pick(column.values, rows, new Float64Array(rows.length)) };
}

/** The values of the rows, put into `into`: `from` with a function would take twenty times as long. */
function pick<Values extends Int32Array | Float64Array>(
  values: Values,
  rows: Int32Array | readonly number[],
  into: Values,
): Values {
  for (let place = 0; place < rows.length; place += 1) into[place] = values[rows[place]!]!;
  return into;
}
