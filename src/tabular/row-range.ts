import { ColumnReader } from './column-reader.ts';
import { describeFile, explainingErrors } from './data-file.ts';
import { withDuckDb } from './duckdb.ts';
import type { Table } from './table.ts';

/** Rows of a file, 0-based; `to` is the first row that is left out, null for all that follow. */
export interface RowRange {
  readonly from: number;
  readonly to: number | null;
}

/**
 * Reads some rows of a Parquet file, in the file's order; the others are skipped without being decoded one by one.
 * Rows beyond the file's end are none.
 *
 * @throws NotFoundError, InvalidDataError
 */
export function readRowRange(path: string, { from, to }: RowRange): Promise<Table> {
  return withDuckDb(async (connection) => {
    const { relation, columns, rowCount: rowsOfFile } = await describeFile(connection, path);
    const rowCount = Math.max(Math.min(to ?? rowsOfFile, rowsOfFile) - from, 0);
    const readers = columns.map((column) => new ColumnReader(column.name, column.storage, rowCount));
    const selected = readers.map((reader, index) => reader.sql(columns[index]!));
    await explainingErrors(path, async () => {
      const query = `SELECT ${selected.join(', ')} FROM ${relation} LIMIT ${rowCount} OFFSET ${from}`;
      const rows = await connection.stream(query);
      let row = 0;
      for (let chunk = await rows.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await rows.fetchChunk()) {
        for (const [index, reader] of readers.entries()) reader.take(chunk.getColumnVector(index), row);
        row += chunk.rowCount;
      }
    });
    return { rowCount, columns: readers.map((reader) => reader.finish()) };
  });
}
