import type { DataFile } from './data-file.ts';
import type { Connection } from './duckdb.ts';
import { parquetNames } from './parquet-names.ts';
import { requireColumnNames } from './require-column-names.ts';
import { pathLiteral } from './sql-text.ts';
import { storageOfSqlType } from './storage.ts';

/** Names and types of a Parquet file's columns, from its footer. */
export async function describeParquet(connection: Connection, path: string): Promise<DataFile> {
  const file = `read_parquet(${pathLiteral(path)}, hive_partitioning = false)`;
  const described = await connection.runAndReadAll(`SELECT column_type FROM (DESCRIBE SELECT * FROM ${file})`);
  const types = (described.getColumnsJS()[0] ?? []).map(String);
  const names = await parquetNames(connection, path);
  requireColumnNames(path, names);
  const rows = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${file}`);
  const columns = types.map((type, index) => {
    const value = `c${index}`;
    return {
      name: names[index] ?? value,
      storage: storageOfSqlType(type),
      allMissing: false,
      value,
      text: `CAST(${value} AS VARCHAR)`,
    };
  });
  // Columns are called by place, so that no name can clash with SQL.
  const relation = `${file} AS data(${columns.map(({ value }) => value).join(', ')})`;
  return { path, format: 'parquet', relation, columns, rowCount: Number(rows.getColumnsJS()[0]?.[0]) };
}
