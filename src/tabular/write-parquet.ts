import { doublesOf } from './double-vector.ts';
import { type Connection, type DataChunk, duckDb, withDuckDb } from './duckdb.ts';
import { parquetOptions } from './parquet-names.ts';
import { identifier, literal } from './sql-text.ts';
import type { Storage } from './storage.ts';
import type { Column, Table } from './table.ts';

/** The most rows that one chunk of the engine holds. */
const CHUNK_ROWS = 2048;

/** A column as it is handed over (doubles, or texts) → as it is kept. */
const KEPT = {
  integer: (double: string) => `CAST(${double} AS BIGINT)`,
  float: (double: string) => double,
  boolean: (double: string) => `CAST(${double} AS BOOLEAN)`,
  timestamp: (double: string) => `epoch_ms(CAST(${double} AS BIGINT))`,
} as const satisfies Record<Exclude<Storage, 'string'>, (double: string) => string>;

/** Writes the table as one zstd-compressed Parquet file; the same table gives the same bytes. Missing becomes NULL. */
export async function writeParquet(table: Table, path: string): Promise<void> {
  // One thread, because which thread wrote a row group first would show in the file.
  await withDuckDb(
    async (connection) => {
      const types = table.columns.map(
        ({ storage }, index) => `c${index} ${storage === 'string' ? 'VARCHAR' : 'DOUBLE'}`,
      );
      await connection.run(`CREATE TABLE handed_over (${types.join(', ')})`);
      await append(connection, table);
      const kept = table.columns.map(({ name, storage }, index) => {
        const value =
          storage === 'string' ? `c${index}` : KEPT[storage](`CASE WHEN NOT isnan(c${index}) THEN c${index} END`);
        return `${value} AS ${identifier(name)}`;
      });
      const options = parquetOptions(table.columns.map(({ name }) => name));
      await connection.run(`COPY (SELECT ${kept.join(', ')} FROM handed_over) TO ${literal(path)} (${options})`);
    },
    { threads: 1 },
  );
}

async function append(connection: Connection, { columns, rowCount }: Table): Promise<void> {
  const { DOUBLE, DuckDBDataChunk, VARCHAR } = duckDb();
  const types = columns.map(({ storage }) => (storage === 'string' ? VARCHAR : DOUBLE));
  const appender = await connection.createAppender('handed_over');
  for (let from = 0; from < rowCount; from += CHUNK_ROWS) {
    const to = Math.min(from + CHUNK_ROWS, rowCount);
    const chunk = DuckDBDataChunk.create(types, to - from);
    for (const [index, column] of columns.entries()) fill(chunk, index, column, from);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function fill(chunk: DataChunk, index: number, column: Column, from: number): void {
  const to = from + chunk.rowCount;
  if (column.storage === 'string') {
    const texts = Array.from(column.codes.subarray(from, to), (code) => column.levels[code] ?? null);
    chunk.setColumnValues(index, texts);
    return;
  }
  const vector = chunk.getColumnVector(index);
  doublesOf(vector).set(column.values.subarray(from, to));
  vector.flush();
}
