import { selectRows } from './select.ts';
import type { Table } from './table.ts';

/**
 * Gives an array's memory back at once, where garbage collection would wait until much of it has piled up, and for as
 * long as a native library works. The array, and any other that shares its memory, is empty from then on.
 */
export function releaseArray({ buffer }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}

/** The given rows (0-based) of a table, which must not be read any more: it is released, column by column. */
export function keepRows({ rowCount, columns }: Table, rows: readonly number[]): Table {
  const kept = columns.flatMap((column) => {
    const selected = selectRows({ rowCount, columns: [column] }, rows);
    releaseArray(column.storage === 'string' ? column.codes : column.values);
    return selected.columns;
  });
  return { rowCount: rows.length, columns: kept };
}
