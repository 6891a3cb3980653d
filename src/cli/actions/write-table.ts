import { writeFile } from 'node:fs/promises';
import { csvLines } from '#src/tabular/csv-lines.ts';
import type { Table } from '#src/tabular/table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { UsageError } from '../usage-error.ts';

/** @throws UsageError when the name ends in neither .csv nor .parquet */
export async function writeTable(table: Table, path: string): Promise<void> {
  if (/\.parquet$/i.test(path)) return writeParquet(table, path);
  if (/\.csv$/i.test(path)) return writeFile(path, csvLines(table));
  throw new UsageError(`${path}: the file’s name decides its format: end it in .csv or .parquet`);
}
