import { basename, resolve } from 'node:path';
import { InvalidDataError } from '../errors.ts';
import { describeCsv } from './csv-file.ts';
import type { Connection } from './duckdb.ts';
import { readHead } from './file-head.ts';
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

/** What says that the machine failed and not the data. */
const NOT_THE_DATA = /^(Out of Memory|Interrupt|IO) Error.*(memory|interrupt|space left|temp)/is;

/** Runs `work` on a file; what the engine cannot read becomes an InvalidDataError that names the file and the place. */
export async function explainingErrors<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isEngineError = cause instanceof Error && /^[A-Za-z ]+ Error: /.test(cause.message);
    if (!isEngineError || NOT_THE_DATA.test(cause.message)) throw cause;
    // The engine follows its finding with advice about its own options, which nobody here can set.
    const [finding = ''] = cause.message.split(/\n\s*(?:Possible |\n|file = )/);
    const message = finding
      .trim()
      .replaceAll(/\s*\n\s*/g, '; ')
      .slice(0, 500);
    throw new InvalidDataError(`${basename(path)} cannot be read: ${message}`, { cause });
  }
}
