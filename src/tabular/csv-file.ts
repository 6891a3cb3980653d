import { basename } from 'node:path';
import { InvalidDataError } from '../errors.ts';
import { type CsvDialect, detectDialect, headerFault } from './csv-dialect.ts';
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
  const mixture = dialect.mixesCr ? 'some lines end in CR alone, others do not; end them in LF' : undefined;
  const fault = mixture ?? headerFault(dialect, head.isWhole);
  if (fault) throw new InvalidDataError(`${basename(path)} cannot be read: ${fault}`);
  requireColumnNames(path, dialect.header);
  return dialect;
}

/** Whether every row that the engine reads is one of the file's, so that it may read numbers. */
export const readsRowsOnly = ({ header, isHeaderFirstLine }: CsvDialect): boolean =>
  isHeaderFirstLine && header.length > 1;

/**
 * The file as texts in columns `c0`, `c1`, …, so that no header can clash with SQL.
 *
 * @param doubles - places of columns that the engine reads as DOUBLE, which is faster than casting their texts; none
 * unless `readsRowsOnly`
 */
export function csvRelation(
  path: string,
  compression: FileHead['compression'],
  dialect: CsvDialect,
  doubles: ReadonlySet<number> = new Set(),
): string {
  const { delimiter, header, isHeaderFirstLine, mixedLineEnds, lineEnd, firstLineBreak } = dialect;
  const columns = header.map((_, index) => `c${index}: '${doubles.has(index) ? 'DOUBLE' : 'VARCHAR'}'`).join(', ');
  const options = [
    'auto_detect = false',
    `delim = ${literal(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    // What the engine takes for the header is the first line, be it blank or the first half of one.
    `header = ${isHeaderFirstLine}`,
    // Strictness is what tells a broken quote, but it also insists that all lines end as the first line break does.
    `strict_mode = ${!mixedLineEnds && lineEnd === firstLineBreak}`,
    `allow_quoted_nulls = ${header.length > 1}`,
    `compression = '${compression}'`,
    `columns = {${columns}}`,
  ];
  const rows = `read_csv(${pathLiteral(path)}, ${options.join(', ')})`;
  // In one column the engine takes a blank line for a missing value, which "" is; in several it skips it, as everybody does.
  const filled = header.length === 1 ? `(SELECT nullif(c0, '') AS c0 FROM ${rows} WHERE c0 IS NOT NULL)` : rows;
  return isHeaderFirstLine ? filled : `(FROM ${filled} OFFSET 1)`;
}
