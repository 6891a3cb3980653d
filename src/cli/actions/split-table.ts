import type { Column, Table } from '#src/tabular/table.ts';

/** The names once and the rows as lists, as pandas' `to_dict(orient="split")` has it; null is missing. */
export function splitTable({ rowCount, columns }: Table): { columns: string[]; data: unknown[][] } {
  const data = Array.from({ length: rowCount }, (_, row) => columns.map((column) => cellValue(column, row)));
  return { columns: columns.map(({ name }) => name), data };
}

function cellValue(column: Column, row: number): string | number | boolean | null {
  if (column.storage === 'string') return column.levels[column.codes[row] ?? -1] ?? null;
  const value = column.values[row] ?? Number.NaN;
  if (Number.isNaN(value)) return null;
  if (column.storage === 'boolean') return value === 1;
  return column.storage === 'timestamp' ? new Date(value).toISOString() : value;
}
