import { basename } from 'node:path';
import { InvalidDataError } from '../errors.ts';

/** A file with more columns than this is not what it seems to be, and the engine would take minutes over it. */
export const MAX_COLUMNS = 5000;

/** Nobody sees such a mark, and not every reader of a column's name keeps it. */
export const beginsWithMark = (name: string): boolean => name.startsWith('\uFEFF');

/**
 * Makes sure that every column can be told by its name.
 *
 * @throws InvalidDataError naming the file and the column
 */
export function requireColumnNames(path: string, names: readonly string[]): void {
  const file = basename(path);
  if (names.length > MAX_COLUMNS) {
    throw new InvalidDataError(`${file} has ${names.length} columns: at most ${MAX_COLUMNS} can be read`);
  }
  const blank = names.findIndex((name) => name.trim() === '');
  if (blank !== -1) throw new InvalidDataError(`${file}: column ${blank + 1} has no name`);
  const marked = names.findIndex(beginsWithMark);
  if (marked !== -1) {
    throw new InvalidDataError(`${file}: the name of column ${marked + 1} begins with a byte order mark`);
  }
  const binary = names.findIndex((name) => name.includes('\0'));
  if (binary !== -1) {
    throw new InvalidDataError(
      `${file}: the name of column ${binary + 1} holds a zero byte: save the rows as UTF-8 CSV or as Parquet`,
    );
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidDataError(`${file}: two columns are named "${twice}"`);
}
