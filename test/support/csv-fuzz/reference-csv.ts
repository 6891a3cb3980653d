import { isUtf8 } from 'node:buffer';

/** A CSV file as plain code reads it, character by character. */
export interface ReferenceCsv {
  readonly header: readonly string[];
  /** Fields as written, quotes removed. */
  readonly rows: readonly (readonly string[])[];
  /** As many fields in each row as in the header, every quote closed, and nothing between it and the delimiter. */
  readonly isSound: boolean;
  /** Ways in which its lines end. */
  readonly lineEnds: ReadonlySet<string>;
}

/** undefined for bytes that are not UTF-8 or hold a zero byte. */
export function textOf(bytes: Buffer): string | undefined {
  if (!isUtf8(bytes) || bytes.includes(0)) return undefined;
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * Reads by RFC 4180, and as most files mean it: blank lines are no rows, and one space before an opening quote and spaces
 * after a closing one belong to no field.
 */
export function readReference(text: string, delimiter: string): ReferenceCsv {
  const field = fieldPattern(delimiter);
  const records: string[][] = [];
  const lineEnds = new Set<string>();
  let [record, isSound, isBlank] = [[] as string[], true, true];
  while (field.lastIndex < text.length || record.length > 0) {
    const [whole = '', quoted, plain = '', end = ''] = field.exec(text) ?? [];
    isSound &&= quoted !== undefined || !/^ ?"/.test(plain);
    isBlank &&= whole === end && end !== delimiter;
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === delimiter) continue;
    lineEnds.add(end);
    if (!isBlank) records.push(record);
    [record, isBlank] = [[], true];
  }
  lineEnds.delete(''); // the end of the text
  const [header = [], ...rows] = records;
  const isRectangular = rows.every((row) => row.length === header.length);
  return { header, rows, lineEnds, isSound: isSound && isRectangular };
}

/** A field, quoted or plain, and what ends it; a quote that is not closed before an end makes it a plain one. */
function fieldPattern(delimiter: string): RegExp {
  const separator = delimiter === '\t' ? '\\t' : `\\${delimiter}`;
  const end = `(${separator}|\\r\\n|\\n|\\r|$)`;
  return new RegExp(`(?: ?"((?:[^"]|"")*)" *(?=${separator}|\\r|\\n|$)|([^${separator}\\r\\n]*))${end}`, 'y');
}
