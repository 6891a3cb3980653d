import type { Deduplication } from '../contracts/settings/merge.ts';
import { type Connection, type EngineLimits, withDuckDb } from '../tabular/duckdb.ts';
import { parquetOptions } from '../tabular/parquet-names.ts';
import { identifier, literal, pathLiteral } from '../tabular/sql-text.ts';

export interface Removal extends Deduplication {
  /** A Parquet file with these columns. */
  readonly path: string;
  readonly columns: readonly string[];
  /** How many of the file's rows, in their order, each input gave. */
  readonly inputRows: readonly number[];
  /** Where the rows that stay go. */
  readonly output: string;
}

/**
 * Keeps one row of every key, in the place where it was. Rows that miss a part of their key are all kept.
 *
 * @returns how many rows each input lost
 */
export function removeDuplicates(removal: Removal, limits: EngineLimits): Promise<number[]> {
  const { path, columns, by, keep, output } = removal;
  // One thread keeps the rows in order and the bytes the same.
  return withDuckDb(
    async (connection) => {
      // Columns are called by place, so that no name can clash with SQL.
      const places = columns.map((_, index) => `c${index}`);
      const file = `read_parquet(${pathLiteral(path)}, hive_partitioning = false, file_row_number = true)`;
      const data = `${file} AS data(${[...places, 'row'].join(', ')})`;
      const key = by.map((name) => `c${columns.indexOf(name)}`);
      const isWhole = key.map((column) => `${column} IS NOT NULL`).join(' AND ');
      const order = keep === 'newest' ? 'DESC' : 'ASC';
      // A row number by key, and not a join, because it goes to disk when memory is short and the order is ours.
      await connection.run(
        `CREATE TEMP TABLE verdict AS SELECT row, NOT (${isWhole}) OR rank = 1 AS stays FROM (
           SELECT row, ${key.join(', ')}, row_number() OVER (PARTITION BY ${key.join(', ')} ORDER BY row ${order}) AS rank
           FROM ${data}) ORDER BY row`,
      );
      const named = places.map((place, index) => `${place} AS ${identifier(columns[index] ?? place)}`);
      await connection.run(
        `COPY (SELECT ${named.join(', ')} FROM ${data} POSITIONAL JOIN verdict WHERE stays)
         TO ${literal(output)} (${parquetOptions(columns)})`,
      );
      return removedByInput(connection, removal.inputRows);
    },
    { ...limits, threads: 1 },
  );
}

async function removedByInput(connection: Connection, inputRows: readonly number[]): Promise<number[]> {
  let end = 0;
  const counts = inputRows.map((rows) => {
    const start = end;
    end += rows;
    return `count(*) FILTER (NOT stays AND row >= ${start} AND row < ${end})`;
  });
  const result = await connection.runAndReadAll(`SELECT ${counts.join(', ')} FROM verdict`);
  return (result.getRowsJS()[0] ?? []).map(Number);
}
