import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ColumnReader } from '../column-reader.ts';
import { type DataFile, describeFile, type FileColumn } from '../data-file.ts';
import type { Connect } from '../duckdb.ts';
import { parquetFile } from '../parquet-file.ts';
import { METADATA_KEY, meantNames } from '../parquet-names.ts';
import { requireColumnNames } from '../require-column-names.ts';
import { type ParquetFooter, readFooter } from './footer.ts';
import { type OpenFile, readColumn } from './read-column.ts';

/**
 * Like `describeFile`, and says which columns of a Parquet file can be read without the engine: numbers, booleans and
 * texts in the usual encodings, which is nearly all there are. The engine is not even started when all can.
 *
 * @throws NotFoundError, InvalidDataError
 */
export async function describeForReading(connect: Connect, path: string): Promise<DataFile> {
  const absolute = resolve(path);
  const footer = footerOf(absolute);
  if (!footer) return describeFile(await connect(), path);
  const { columns: plain, rowCount } = footer;
  const known = plain.filter((column) => column !== undefined);
  if (known.length === plain.length && known.length > 0) {
    const names = meantNames(footer.notes.get(METADATA_KEY), footer.names);
    requireColumnNames(absolute, names);
    const columns = known.map((column, index) => ({ name: names[index]!, storage: column.storage, plain: column }));
    return parquetFile(absolute, columns, rowCount);
  }
  const file = await describeFile(await connect(), path);
  if (file.columns.length !== plain.length || file.rowCount !== rowCount) return file;
  return { ...file, columns: file.columns.map((column, index) => ({ ...column, plain: plain[index] })) };
}

/** Undefined for other files, and for those of which the engine is to say what is wrong. */
function footerOf(path: string): ParquetFooter | undefined {
  try {
    return readFooter(path);
  } catch {
    return undefined;
  }
}

/** A column of a file and who wants its values. */
export interface WantedColumn {
  readonly reader: ColumnReader;
  readonly column: FileColumn;
}

/**
 * Reads those columns that need no engine.
 *
 * @returns the others, and those that cannot be read: the engine says what is wrong
 */
export function readPlainColumns(
  { path, rowCount }: DataFile,
  wanted: readonly WantedColumn[],
  firstRow: number,
): WantedColumn[] {
  if (!wanted.some(({ column }) => column.plain)) return [...wanted];
  const chunks = wanted.flatMap(({ column }) => column.plain?.chunks ?? []);
  const scratch = new Uint8Array(chunks.reduce((most, { bytes }) => Math.max(most, bytes), 0));
  const descriptor = openSync(path, 'r');
  try {
    return wanted.filter((one) => !isRead({ descriptor, scratch }, one, firstRow, firstRow + rowCount));
  } finally {
    closeSync(descriptor);
  }
}

function isRead(
  file: OpenFile,
  { reader, column: { plain } }: WantedColumn,
  firstRow: number,
  endRow: number,
): boolean {
  const target = plain && reader.target(plain.storage, firstRow, endRow);
  if (!target) return false;
  try {
    readColumn(file, plain, target);
    return true;
  } catch {
    return false;
  }
}
