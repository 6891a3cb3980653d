import type { DataFile, FileColumn } from './data-file.ts';
import type { Connection } from './duckdb.ts';
import { parquetNames } from './parquet-names.ts';
import { requireColumnNames } from './require-column-names.ts';
import { pathLiteral } from './sql-text.ts';
import { storageOfSqlType } from './storage.ts';

/** Names and types of a Parquet file's columns, from its footer. */
export async function describeParquet(connection: Connection, path: string): Promise<DataFile> {
  const file = scanOf(path);
  const described = await connection.runAndReadAll(`SELECT column_type FROM (DESCRIBE SELECT * FROM ${file})`);
  const types = (described.getColumnsJS()[0] ?? []).map(String);
  const names = await parquetNames(connection, path);
  requireColumnNames(path, names);
  const rows = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${file}`);
  const columns = types.map((type, index) => ({ name: names[index] ?? `c${index}`, storage: storageOfSqlType(type) }));
  return parquetFile(path, columns, Number(rows.getColumnsJS()[0]?.[0]));
}

const scanOf = (path: string): string => `read_parquet(${pathLiteral(path)}, hive_partitioning = false)`;

/** A Parquet file of these columns, in their order. */
export function parquetFile(
  path: string,
  kinds: readonly Pick<FileColumn, 'name' | 'storage' | 'plain'>[],
  rowCount: number,
): DataFile {
  // Columns are called by place, so that no name can clash with SQL.
  const columns = kinds.map((kind, index) => {
    const value = `c${index}`;
    return { ...kind, allMissing: false, value, text: `CAST(${value} AS VARCHAR)` };
  });
  const relation = `${scanOf(path)} AS data(${columns.map(({ value }) => value).join(', ')})`;
  return { path, format: 'parquet', relation, columns, rowCount };
}
