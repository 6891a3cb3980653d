import { InvalidDataError } from '../errors.ts';
import { ColumnReader } from './column-reader.ts';
import { type DataFile, describeFile, explainingErrors } from './data-file.ts';
import { type Connection, withDuckDb } from './duckdb.ts';
import type { Storage } from './storage.ts';
import type { Table } from './table.ts';
import { unifiedStorage } from './unified-storage.ts';

export interface ReadOptions {
  /** Which columns to read, in this order. Default: all, in the order in which the files bring them up. */
  readonly columns?: readonly string[];
  /** More values than this are refused before any is read. Default: as many as memory holds. */
  readonly maxValues?: number;
}

/** One table out of several files, and how many of its rows each file gave. */
export interface ReadFiles {
  readonly table: Table;
  readonly rowCounts: readonly number[];
}

/**
 * Reads CSV files (any usual delimiter, header, gzip, zstd or plain) and Parquet files into one table: rows in the order of
 * the files, columns united by name. Types are those that pandas would see, plus ISO 8601 timestamps; a column that
 * the files type differently is widened (integer → float → text). An empty CSV field and an empty text are missing.
 * Integers beyond 2^53 lose their last digits.
 *
 * @throws NotFoundError for a file that is not there; InvalidDataError for one that cannot be read and for a wanted
 * column that no file has
 */
export async function readTable(files: readonly string[], options: ReadOptions = {}): Promise<Table> {
  return (await readFiles(files, options)).table;
}

/** Like `readTable`, for those who must tell later which file a row came from. */
export async function readFiles(
  files: readonly string[],
  { columns, maxValues = Number.POSITIVE_INFINITY }: ReadOptions = {},
): Promise<ReadFiles> {
  return withDuckDb(async (connection) => {
    const described: DataFile[] = [];
    for (const file of files) described.push(await describeFile(connection, file));
    const rowCount = described.reduce((sum, file) => sum + file.rowCount, 0);
    const chosen = chooseColumns(unifiedStorage(described), columns);
    if (rowCount * chosen.length > maxValues) {
      throw new InvalidDataError(`${rowCount} rows of ${chosen.length} columns are more than ${maxValues} values`);
    }
    const readers = chosen.map(([name, storage]) => new ColumnReader(name, storage, rowCount));
    let row = 0;
    for (const file of described) {
      await explainingErrors(file.path, () => readRows(connection, file, readers, row));
      row += file.rowCount;
    }
    const table = { rowCount, columns: readers.map((reader) => reader.finish()) };
    return { table, rowCounts: described.map((file) => file.rowCount) };
  });
}

function chooseColumns(all: ReadonlyMap<string, Storage>, wanted: readonly string[] = [...all.keys()]) {
  return wanted.map((name) => {
    const storage = all.get(name);
    if (!storage)
      throw new InvalidDataError(`there is no column "${name}"; the columns are ${[...all.keys()].join(', ')}`);
    return [name, storage] as const;
  });
}

async function readRows(connection: Connection, file: DataFile, readers: readonly ColumnReader[], firstRow: number) {
  const byName = new Map(file.columns.map((column) => [column.name, column]));
  const present = readers.filter(({ name }) => byName.has(name));
  if (present.length === 0) return;
  const selected = present.map((reader) => reader.sql(byName.get(reader.name)!));
  const rows = await connection.stream(`SELECT ${selected.join(', ')} FROM ${file.relation}`);
  let row = firstRow;
  for (let chunk = await rows.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await rows.fetchChunk()) {
    for (const [index, reader] of present.entries()) reader.take(chunk.getColumnVector(index), row);
    row += chunk.rowCount;
  }
}
