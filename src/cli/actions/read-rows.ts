import { matchFile } from '#src/batch/match-file.ts';
import type { RawColumn } from '#src/contracts/feature-plan.ts';
import { describeFile } from '#src/tabular/data-file.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { millisecondsOf } from '#src/tabular/sql-text.ts';

/** The least number that rounds to an infinite float32: 2^128 − 2^103. */
const BEYOND_FLOAT32 = 2 ** 128 - 2 ** 103;

/**
 * The rows of a CSV or Parquet file as a prediction request takes them: a list per row, in the model's order of
 * columns; numbers as such, times as milliseconds since 1970, text as it is written, null for missing. As in training, a
 * number that is infinite as float32 is missing. Other columns of the file are left out.
 *
 * @throws NotFoundError, InvalidDataError naming the column that is missing or the value that is no number
 */
export function readRows(path: string, rawColumns: readonly RawColumn[]): Promise<unknown[][]> {
  // One thread keeps the order of the rows.
  return withDuckDb(
    async (connection) => {
      const file = await describeFile(connection, path);
      const matched = await matchFile(connection, file, rawColumns);
      const selected = matched.map((column, index) => {
        const storage = rawColumns[index]?.storage;
        if (storage === 'string') return column.text;
        if (storage === 'timestamp') return `CAST(${millisecondsOf(column)} AS DOUBLE)`;
        const number = `CAST(${column.value} AS DOUBLE)`;
        return `CASE WHEN abs(${number}) < ${BEYOND_FLOAT32} THEN ${number} END`;
      });
      const rows = await connection.runAndReadAll(`SELECT ${selected.join(', ')} FROM ${file.relation}`);
      return rows.getRowsJS();
    },
    { threads: 1 },
  );
}
