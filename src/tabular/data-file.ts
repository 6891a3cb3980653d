import { basename, resolve } from 'node:path';
import { InvalidDataError } from '../errors.ts';
import { describeCsv } from './csv-file.ts';
import { sketchCsv } from './csv-sketch.ts';
import type { Connection } from './duckdb.ts';
import { readHead } from './file-head.ts';
import type { PlainColumn } from './parquet/footer.ts';
import { describeParquet } from './parquet-file.ts';
import type { Storage } from './storage.ts';

export interface FileColumn {
  readonly name: string;
  readonly storage: Storage;
  /** No row has a value, so that `storage` is a guess which any other file may overrule. */
  readonly allMissing: boolean;
  /** SQL over the file's relation: the typed value. */
  readonly value: string;
  /** SQL over the file's relation: the value as it is written in the file. */
  readonly text: string;
  /** Where its values are, if they can be read without the engine. */
  readonly plain?: PlainColumn | undefined;
}

/** A CSV or Parquet file as the engine sees it, before its values are read. */
export interface DataFile {
  readonly path: string;
  readonly format: 'csv' | 'parquet';
  /** Table expression for a FROM clause. */
  readonly relation: string;
  readonly columns: readonly FileColumn[];
  readonly rowCount: number;
}

/**
 * Finds out a file's columns and types; the first bytes decide between Parquet and CSV, not the name.
 *
 * @throws NotFoundError, InvalidDataError when it is neither
 */
export async function describeFile(connection: Connection, path: string): Promise<DataFile> {
  const absolute = resolve(path);
  const head = await readHead(absolute);
  return explainingErrors(path, () =>
    head.format === 'parquet' ? describeParquet(connection, absolute) : describeCsv(connection, absolute, head),
  );
}

/** A file by its first rows: all that must be known of it before it is read once, by a query that proves it. */
export interface FileSketch {
  readonly path: string;
  readonly columns: readonly Pick<FileColumn, 'name' | 'storage' | 'allMissing'>[];
  /**
   * How to read the file. A value that is not as sketched makes the query fail.
   *
   * @param asText - columns whose texts are wanted, in place of their values
   */
  readonly open: (asText: ReadonlySet<string>) => Promise<Pick<DataFile, 'relation' | 'columns'>>;
}

/**
 * Like `describeFile`, without reading a CSV file to its end: its types are those of its first rows.
 *
 * @throws NotFoundError, InvalidDataError when it is neither CSV nor Parquet
 */
export async function sketchFile(connection: Connection, path: string): Promise<FileSketch> {
  const absolute = resolve(path);
  const head = await readHead(absolute);
  if (head.format !== 'parquet') return explainingErrors(path, () => sketchCsv(connection, absolute, head));
  const { columns, relation } = await describeFile(connection, path);
  return { path, columns, open: async () => ({ relation, columns }) };
}

/** The engine quotes the line it fails at, however long. */
const MAX_MESSAGE_LENGTH = 500;

/** What says that the machine failed and not the data. */
const MACHINE_FAILED = /^(Out of Memory|Interrupt) Error|No space left/i;

/** Runs `work` on a file; what the engine cannot read becomes an InvalidDataError that names the file and the place. */
export async function explainingErrors<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isEngineError = cause instanceof Error && /^[A-Za-z ]+ Error: /.test(cause.message);
    if (!isEngineError || MACHINE_FAILED.test(cause.message)) throw cause;
    // The engine follows its finding with our own query and with advice about options that nobody here can set.
    const [finding = ''] = cause.message.split(/\n\s*(?:Possible |LINE \d+: |\n|file = )/);
    const oneLine = finding.trim().replaceAll(/\s*\n\s*/g, '; ');
    const message = oneLine.replaceAll(resolve(path), basename(path)).slice(0, MAX_MESSAGE_LENGTH);
    throw new InvalidDataError(`${basename(path)} cannot be read: ${message}`, { cause });
  }
}
