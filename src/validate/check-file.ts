import { stat } from 'node:fs/promises';
import { InvalidDataError } from '../errors.ts';
import { type CsvDialect, detectDialect, headerFault } from '../tabular/csv-dialect.ts';
import { type FileHead, readHead } from '../tabular/file-head.ts';
import { beginsWithMark, MAX_COLUMNS } from '../tabular/require-column-names.ts';
import { foreignFormat } from './foreign-format.ts';
import { scanCsv } from './scan-csv.ts';
import type { ViolationLog } from './violation-log.ts';

/** A file to validate: what to call it in the report, and where it lies. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
  /** Digest of its bytes, where it is known. */
  readonly sha256?: string;
}

/**
 * Checks what must hold before a file's values can be read: not empty, really CSV or Parquet, UTF-8, a header of distinct
 * names, as many fields in every row, sound quotes. What is wrong goes to `log`.
 *
 * @returns the rows of a CSV file, counted without the engine
 */
export async function checkFile(file: NamedFile, log: ViolationLog): Promise<number | undefined> {
  const faults = new Faults(file.name, log);
  try {
    return await checkBytes(file, faults);
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    faults.add({
      rule: 'readable',
      message: 'the compressed file is damaged, cut off or followed by other bytes; compress it again',
    });
    return undefined;
  }
}

async function checkBytes(file: NamedFile, faults: Faults): Promise<number | undefined> {
  const head = await readHead(file.path);
  if (head.bytes.length === 0) faults.add({ rule: 'not_empty', message: 'the file is empty' });
  else if (head.format !== 'parquet') return checkText(head, file, faults);
  return undefined;
}

async function checkText(head: FileHead, { name, path }: NamedFile, faults: Faults): Promise<number | undefined> {
  if (name.endsWith('.parquet')) {
    const message = 'the file is named .parquet but is not Parquet; write it again or name it .csv';
    faults.add({ rule: 'readable', message });
    return undefined;
  }
  const foreign = foreignFormat(head.bytes);
  if (foreign) {
    faults.add(foreign);
    return undefined;
  }
  const dialect = detectDialect(head.bytes.toString('utf8'));
  checkHeader(dialect, head, faults);
  const { size } = await stat(path);
  return scanCsv({ path, size, compression: head.compression, dialect }, (finding) => faults.add(finding));
}

function checkHeader(dialect: CsvDialect, { isWhole }: FileHead, faults: Faults): void {
  const { header } = dialect;
  const rule = 'header';
  const fault = headerFault(dialect, isWhole);
  if (fault) {
    faults.add({ rule, message: fault });
    return;
  }
  if (header.length === 0) faults.add({ rule: 'not_empty', message: 'the file holds blank lines only' });
  if (header.length > MAX_COLUMNS) {
    faults.add({ rule, message: `there are ${header.length} columns; at most ${MAX_COLUMNS} can be read` });
  }
  const places = new Map<string, number>();
  for (const [index, column] of header.entries()) {
    const place = index + 1;
    const before = places.get(column);
    if (column.trim() === '') faults.add({ rule, message: `column ${place} has no name; name it in the first line` });
    else if (beginsWithMark(column)) {
      faults.add({ rule, column, message: `the name of column ${place} begins with a byte order mark; take it off` });
    } else if (before) faults.add({ rule, column, message: `columns ${before} and ${place} have the same name` });
    places.set(column, before ?? place);
  }
}

/** The violations of one file. */
class Faults {
  readonly #file: string;
  readonly #log: ViolationLog;

  constructor(file: string, log: ViolationLog) {
    this.#file = file;
    this.#log = log;
  }

  add(violation: { row?: number; column?: string; rule: string; message: string }): void {
    this.#log.add({ file: this.#file, ...violation });
  }
}
