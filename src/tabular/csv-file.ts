import { basename } from 'node:path';
import { InvalidDataError } from '../errors.ts';
import { type CsvDialect, detectDialect } from './csv-dialect.ts';
import { READINGS, type Reading } from './csv-readings.ts';
import type { DataFile, FileColumn } from './data-file.ts';
import type { Connection } from './duckdb.ts';
import type { FileHead } from './file-head.ts';
import { literal, pathLiteral } from './sql-text.ts';

/** Rows that rule most types out cheaply, before the whole file is asked about what is left. */
const SAMPLED_ROWS = 2048;

/** What one scan found: the rows, and per column how many have a text and which readings fit all of those. */
interface Scan {
  readonly rowCount: number;
  readonly columns: readonly { readonly texts: number; readonly fits: readonly Reading[] }[];
}

/** Names and types of a CSV file's columns; a type holds for every row of the file, not only for the first ones. */
export async function describeCsv(connection: Connection, path: string, head: FileHead): Promise<DataFile> {
  const dialect = detectDialect(head.bytes.toString('utf8'));
  requireHeader(path, dialect.header);
  const relation = csvRelation(path, head.format, dialect);
  const everything = dialect.header.map(() => Object.keys(READINGS) as Reading[]);
  const sample = await scan(connection, `(FROM ${relation} LIMIT ${SAMPLED_ROWS})`, everything);
  const { rowCount, columns } =
    sample.rowCount < SAMPLED_ROWS
      ? sample
      : await scan(
          connection,
          relation,
          sample.columns.map(({ fits }) => fits),
        );
  return {
    path,
    format: 'csv',
    relation,
    rowCount,
    columns: columns.map((column, index) => describeColumn(dialect.header[index] ?? '', `c${index}`, column)),
  };
}

function describeColumn(name: string, text: string, { texts, fits }: Scan['columns'][number]): FileColumn {
  // Like pandas, which has nothing to go by either and takes an empty column for floats.
  if (texts === 0) return { name, storage: 'float', allMissing: true, value: 'NULL', text };
  const [reading] = fits;
  if (!reading) return { name, storage: 'string', allMissing: false, value: text, text };
  return { name, storage: reading, allMissing: false, value: READINGS[reading](text), text };
}

/** The file as texts in columns `c0`, `c1`, …, so that no header can clash with SQL. */
function csvRelation(path: string, format: FileHead['format'], dialect: CsvDialect): string {
  const { delimiter, header, leadingBlankLines, mixedLineEnds } = dialect;
  const columns = header.map((_, index) => `c${index}: 'VARCHAR'`).join(', ');
  const options = [
    'auto_detect = false',
    `delim = ${literal(delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    'header = true',
    // Strictness is what tells a broken quote, but it also insists that all lines end alike.
    `strict_mode = ${!mixedLineEnds}`,
    `skip = ${leadingBlankLines}`,
    `compression = '${format === 'gzip' ? 'gzip' : 'none'}'`,
    `columns = {${columns}}`,
  ];
  const rows = `read_csv(${pathLiteral(path)}, ${options.join(', ')})`;
  // In one column the engine takes a blank line for a missing value; in several it skips it, as everybody does.
  return header.length === 1 ? `(FROM ${rows} WHERE c0 IS NOT NULL)` : rows;
}

async function scan(connection: Connection, relation: string, candidates: readonly (readonly Reading[])[]) {
  const counts = candidates.flatMap((readings, index) => [
    `count(c${index})`,
    ...readings.map((reading) => `count(${READINGS[reading](`c${index}`)})`),
  ]);
  const result = await connection.runAndReadAll(`SELECT count(*), ${counts.join(', ')} FROM ${relation}`);
  const [rowCount = 0, ...found] = (result.getRowsJS()[0] ?? []).map(Number);
  let at = 0;
  const columns = candidates.map((readings) => {
    const texts = found[at] ?? 0;
    const fits = readings.filter((_, index) => found[at + 1 + index] === texts);
    at += 1 + readings.length;
    return { texts, fits };
  });
  return { rowCount, columns } satisfies Scan;
}

function requireHeader(path: string, header: readonly string[]): void {
  const file = basename(path);
  if (header.length === 0) throw new InvalidDataError(`${file} is empty: a CSV file begins with its column names`);
  const blank = header.findIndex((name) => name.trim() === '');
  if (blank !== -1) throw new InvalidDataError(`${file}: column ${blank + 1} has no name in the header`);
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidDataError(`${file}: two columns are named "${twice}"`);
}
