import { basename } from 'node:path';
import type { RawColumn } from '../contracts/feature-plan.ts';
import { InvalidDataError } from '../errors.ts';
import { missingColumns } from '../serve/match-columns.ts';
import { READINGS } from '../tabular/csv-readings.ts';
import type { DataFile, FileColumn } from '../tabular/data-file.ts';
import type { Connection } from '../tabular/duckdb.ts';

/**
 * The file's columns that the model takes, in the model's order. Other columns of the file are no matter. Text columns
 * take any type, because codes such as 007 may look like numbers in one file and not in another.
 *
 * @throws InvalidDataError naming the missing columns, or the column, row and value that is no number
 */
export async function matchFile(
  connection: Connection,
  file: DataFile,
  rawColumns: readonly RawColumn[],
): Promise<readonly FileColumn[]> {
  const byName = new Map(file.columns.map((column) => [column.name, column]));
  const names = rawColumns.map(({ name }) => name);
  const missing = missingColumns(byName.keys(), names);
  if (missing.length > 0) {
    throw new InvalidDataError(
      `${basename(file.path)}: ${missing.join('; ')}; the file has ${[...byName.keys()].join(', ')}`,
    );
  }
  const matched = rawColumns.flatMap((column) => byName.get(column.name) ?? []);
  for (const [index, { storage }] of rawColumns.entries()) {
    const column = matched[index];
    if (!column || storage === 'string' || column.allMissing) continue;
    if (storage === 'timestamp') requireTimes(file, column);
    else if (!isNumeric(column)) throw await notNumeric(connection, file, column);
  }
  return matched;
}

function requireTimes({ path }: DataFile, { name, storage }: FileColumn): void {
  if (storage === 'timestamp') return;
  const found = storage === 'string' ? 'texts that are none' : 'numbers';
  throw new InvalidDataError(`${basename(path)}: column "${name}" must hold dates or times, but it holds ${found}`);
}

const isNumeric = ({ storage }: FileColumn) => storage === 'integer' || storage === 'float' || storage === 'boolean';

async function notNumeric(connection: Connection, file: DataFile, { name, text }: FileColumn) {
  const rows = `(SELECT row_number() OVER () AS row, ${text} AS text FROM ${file.relation})`;
  const first = await connection.runAndReadAll(
    `SELECT row, text FROM ${rows} WHERE text IS NOT NULL AND (${READINGS.float('text')}) IS NULL LIMIT 1`,
  );
  const [row, value] = first.getRowsJS()[0] ?? [];
  const found = row === undefined ? 'the column is stored as text' : `row ${row} has ${JSON.stringify(value)}`;
  return new InvalidDataError(`${basename(file.path)}: column "${name}" must hold numbers, but ${found}`);
}
