import { InvalidDataError } from '../errors.ts';
import { ColumnReader } from './column-reader.ts';
import { type DataFile, explainingErrors } from './data-file.ts';
import { type Connect, type Connection, withDuckDbOnDemand } from './duckdb.ts';
import { describeForReading, readPlainColumns, type WantedColumn } from './parquet/plain-columns.ts';
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
export function readFiles(
  files: readonly string[],
  { columns, maxValues = Number.POSITIVE_INFINITY }: ReadOptions = {},
): Promise<ReadFiles> {
  return withDuckDbOnDemand(async (connect) => {
    const described: DataFile[] = [];
    for (const file of files) described.push(await describeForReading(connect, file));
    const open = openFiles(connect, described);
    const rowCount = sum(open.rowCounts);
    const names = columns ?? open.columns;
    if (rowCount * names.length > maxValues) {
      throw new InvalidDataError(`${rowCount} rows of ${names.length} columns are more than ${maxValues} values`);
    }
    return { table: await open.read(names), rowCounts: open.rowCounts };
  });
}

/** Files whose columns are known and whose values can be read, some columns at a time. */
export interface OpenFiles {
  readonly columns: readonly string[];
  readonly rowCounts: readonly number[];
  /** Reading a few columns of a CSV file takes nearly as long as reading all of them; of a Parquet file it does not. */
  readonly isColumnar: boolean;
  read(columns: readonly string[]): Promise<Table>;
}

/** What `readTable` would read from these files; their values are read when they are asked for. */
export function openFiles(connect: Connect, described: readonly DataFile[]): OpenFiles {
  const storageByName = unifiedStorage(described);
  return {
    columns: [...storageByName.keys()],
    rowCounts: described.map((file) => file.rowCount),
    isColumnar: described.every(({ format }) => format === 'parquet'),
    read: (columns) => readColumns(connect, described, chooseColumns(storageByName, columns)),
  };
}

type ChosenColumn = readonly [name: string, storage: Storage];

async function readColumns(
  connect: Connect,
  files: readonly DataFile[],
  columns: readonly ChosenColumn[],
): Promise<Table> {
  const rowCount = sum(files.map((file) => file.rowCount));
  const readers = columns.map(([name, storage]) => new ColumnReader(name, storage, rowCount));
  let row = 0;
  for (const file of files) {
    await explainingErrors(file.path, () => readRows(connect, file, readers, row));
    row += file.rowCount;
  }
  return { rowCount, columns: readers.map((reader) => reader.finish()) };
}

function chooseColumns(all: ReadonlyMap<string, Storage>, wanted: readonly string[]): ChosenColumn[] {
  return wanted.map((name) => {
    const storage = all.get(name);
    if (!storage)
      throw new InvalidDataError(`there is no column "${name}"; the columns are ${[...all.keys()].join(', ')}`);
    return [name, storage];
  });
}

async function readRows(connect: Connect, file: DataFile, readers: readonly ColumnReader[], firstRow: number) {
  const byName = new Map(file.columns.map((column) => [column.name, column]));
  const present = readers.filter(({ name }) => byName.has(name));
  const endRow = firstRow + file.rowCount;
  for (const reader of readers) if (!byName.has(reader.name)) reader.skip(firstRow, endRow);
  const wanted = present.map((reader) => ({ reader, column: byName.get(reader.name)! }));
  const left = readPlainColumns(file, wanted, firstRow);
  if (left.length > 0) await readByEngine(await connect(), file, left, firstRow);
}

async function readByEngine(
  connection: Connection,
  file: DataFile,
  wanted: readonly WantedColumn[],
  firstRow: number,
): Promise<void> {
  const selected = wanted.map(({ reader, column }) => reader.sql(column));
  const rows = await connection.stream(`SELECT ${selected.join(', ')} FROM ${file.relation}`);
  let row = firstRow;
  for (let chunk = await rows.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await rows.fetchChunk()) {
    for (const [index, { reader }] of wanted.entries()) reader.take(chunk.getColumnVector(index), row);
    row += chunk.rowCount;
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
