import type { Table } from './table.ts';

/**
 * Gives an array's memory back at once, where garbage collection would wait until much of it has piled up, and for as
 * long as a native library works. The array, and any other that shares its memory, is empty from then on.
 */
export function releaseArray({ buffer }: ArrayBufferView): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}

/** The same for all rows of a table, which must not be read any more. */
export function releaseTable({ columns }: Table): void {
  for (const column of columns) releaseArray(column.storage === 'string' ? column.codes : column.values);
}
