import { basename } from 'node:path';
import { InvalidDataError } from '../errors.ts';
import { type CsvDialect, detectDialect } from './csv-dialect.ts';
import { inferCsvTypes, valueOfText } from './csv-types.ts';
import type { DataFile } from './data-file.ts';
import type { Connection } from './duckdb.ts';
import type { FileHead } from './file-head.ts';
import { requireColumnNames } from './require-column-names.ts';
import { literal, pathLiteral } from './sql-text.ts';

/** Names and types of a CSV file's columns. */
export async function describeCsv(connection: Connection, path: string, head: FileHead): Promise<DataFile> {
  const dialect = requireDialect(path, head);
  const { header } = dialect;
  const relation = csvRelation(path, head.compression, dialect);
  const { rowCount, columns } = await inferCsvTypes(connection, relation, header.length);
  return {
    path,
    format: 'csv',
    relation,
    rowCount,
    columns: columns.map(({ storage, allMissing }, index) => {
      const text = `c${index}`;
      return { name: header[index] ?? text, storage, allMissing, value: valueOfText(storage, text), text };
    }),
  };
}

/** @throws InvalidDataError when the file has no header, or one that cannot name columns */
export function requireDialect(path: string, head: FileHead): CsvDialect {
  const dialect = detectDialect(head.bytes.toString('utf8'));
  if (dialect.header.length === 0) {
    throw new InvalidDataError(`${basename(path)} is empty: a CSV file begins with its column names`);
  }
  requireColumnNames(path, dialect.header);
  return dialect;
}

/**
 * The file as texts in columns `c0`, `c1`, …, so that no header can clash with SQL.
 *
 * @param doubles - places of columns that the engine reads as DOUBLE, which is faster than casting their texts
 */
export function csvRelation(
  path: string,
  compression: FileHead['compression'],
  dialect: CsvDialect,
  doubles: ReadonlySet<number> = new Set(),
): string {
  const { delimiter, header, leadingBlankLines, mixedLineEnds } = dialect;
  const columns = header.map((_, index) => `c${index}: '${doubles.has(index) ? 'DOUBLE' : 'VARCHAR'}'`).join(', ');
  const options = [
    'auto_detect = false',
    `delim = ${literal(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    'header = true',
    // Strictness is what tells a broken quote, but it also insists that all lines end alike.
    `strict_mode = ${!mixedLineEnds}`,
    `skip = ${leadingBlankLines}`,
    `compression = '${compression}'`,
    `columns = {${columns}}`,
  ];
  const rows = `read_csv(${pathLiteral(path)}, ${options.join(', ')})`;
  // In one column the engine takes a blank line for a missing value; in several it skips it, as everybody does.
  return header.length === 1 ? `(FROM ${rows} WHERE c0 IS NOT NULL)` : rows;
}
