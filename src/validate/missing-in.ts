import type { Column } from '../tabular/table.ts';

/** How many rows have no value. */
export function missingIn(column: Column): number {
  if (column.storage === 'string') return column.codes.reduce((sum, code) => sum + (code === -1 ? 1 : 0), 0);
  return column.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
}
