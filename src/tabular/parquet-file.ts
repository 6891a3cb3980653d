import type { DataFile } from './data-file.ts';
import type { Connection } from './duckdb.ts';
import { parquetNames } from './parquet-names.ts';
import { identifier, pathLiteral } from './sql-text.ts';
import { storageOfSqlType } from './storage.ts';

/** Names and types of a Parquet file's columns, from its footer. */
export async function describeParquet(connection: Connection, path: string): Promise<DataFile> {
  const relation = `read_parquet(${pathLiteral(path)}, hive_partitioning = false)`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${relation}`);
  const [engineNames = [], types = []] = described.getColumnsJS();
  const names = await parquetNames(connection, path);
  const rows = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${relation}`);
  const columns = engineNames.map(String).map((engineName, index) => ({
    name: names[index] ?? engineName,
    storage: storageOfSqlType(String(types[index])),
    allMissing: false,
    value: identifier(engineName),
    text: `CAST(${identifier(engineName)} AS VARCHAR)`,
  }));
  return { path, format: 'parquet', relation, columns, rowCount: Number(rows.getColumnsJS()[0]?.[0]) };
}
