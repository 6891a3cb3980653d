import { readSync } from 'node:fs';
import type { ColumnChunk, PlainColumn } from './footer.ts';
import { decodeNumbers } from './numbers.ts';
import { type Page, pagesOf } from './pages.ts';
import { decodeRunLengths } from './run-lengths.ts';
import { PlainTexts, TextDictionary } from './texts.ts';

/** Where a column's values go: numbers with NaN for missing, or codes of texts with -1. */
export interface ColumnTarget {
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
  readonly codeOf: (text: string) => number;
}

/**
 * Reads a column of an open file, row after row.
 *
 * @param target - has room for every row of the file
 * @throws RangeError, TypeError and the decoders' own errors where anything is not as it should be; rows may have been
 * written by then
 */
export function readColumn(file: number, column: PlainColumn, target: ColumnTarget): void {
  const rows = column.type === 'bytes' ? target.codes.length : target.numbers.length;
  const values = column.chunks.reduce((sum, chunk) => sum + chunk.values, 0);
  if (values !== rows) throw new RangeError(`${values} values for ${rows} rows`);
  let row = 0;
  for (const chunk of column.chunks) {
    const end = row + chunk.values;
    const part = { ...target, numbers: target.numbers.subarray(row, end), codes: target.codes.subarray(row, end) };
    if (column.type === 'bytes') readTexts(file, column, chunk, part);
    else readNumbers(file, column, column.type, chunk, part.numbers);
    row = end;
  }
}

function* dataPages(file: number, { optional }: PlainColumn, { offset, bytes, codec, values }: ColumnChunk) {
  const chunk = Buffer.allocUnsafeSlow(bytes);
  if (readSync(file, chunk, 0, bytes, offset) < bytes) throw new RangeError('the file ends too early');
  let row = 0;
  for (const page of pagesOf(chunk, codec, optional)) {
    const end = page.kind === 'data' ? row + page.values : row;
    if (end > values) break;
    yield { page, row, end };
    row = end;
  }
  if (row !== values) throw new RangeError(`${row} values in the place of ${values}`);
}

function readNumbers(
  file: number,
  column: PlainColumn,
  type: Parameters<typeof decodeNumbers>[0],
  chunk: ColumnChunk,
  numbers: Float64Array,
): void {
  let dictionary = new Float64Array();
  for (const { page, row, end } of dataPages(file, column, chunk)) {
    if (page.kind === 'dictionary') {
      // Of every type, more than one value in a byte would be packed bits.
      if (page.values > page.bytes.length) throw new RangeError('a dictionary is cut off');
      dictionary = new Float64Array(page.values);
      decodeNumbers(type, page.bytes, dictionary);
      continue;
    }
    const into = numbers.subarray(row, end);
    const { levels, present } = presenceOf(page);
    // The values come to the end of their room, from where they spread towards its beginning.
    const packed = into.subarray(into.length - present);
    if (page.isPlain) decodeNumbers(type, page.bytes, packed);
    else lookUp(dictionary, placesOf(page, present), packed);
    if (levels) spreadNumbers(into, present, levels);
  }
}

function readTexts(file: number, column: PlainColumn, chunk: ColumnChunk, { codes, codeOf }: ColumnTarget): void {
  let dictionary = new TextDictionary(new PlainTexts(new Uint8Array(), 0));
  for (const { page, row, end } of dataPages(file, column, chunk)) {
    if (page.kind === 'dictionary') {
      dictionary = new TextDictionary(new PlainTexts(page.bytes, page.values));
      continue;
    }
    const into = codes.subarray(row, end);
    const { levels, present } = presenceOf(page);
    const packed = into.subarray(into.length - present);
    if (page.isPlain) {
      const texts = new PlainTexts(page.bytes, present);
      for (let index = 0; index < present; index++) packed[index] = codeOf(texts.at(index));
    } else {
      readPlaces(page, packed);
      dictionary.recode(packed, codeOf);
    }
    if (levels) spreadCodes(into, present, levels);
  }
}

/** Which values are there, undefined for all of them, and how many those are. */
function presenceOf({ levels: runs, values }: Page): { levels: Int32Array | undefined; present: number } {
  if (!runs) return { levels: undefined, present: values };
  const levels = new Int32Array(values);
  decodeRunLengths(runs, 1, levels, values);
  let present = 0;
  for (let row = 0; row < values; row++) present += levels[row]!;
  return present === values ? { levels: undefined, present } : { levels, present };
}

function placesOf(page: Page, count: number): Int32Array {
  const places = new Int32Array(count);
  readPlaces(page, places);
  return places;
}

/** Before places in a dictionary stands how many bits each takes. */
function readPlaces({ bytes }: Page, into: Int32Array): void {
  if (into.length > 0) decodeRunLengths(bytes.subarray(1), bytes[0]!, into, into.length);
}

function lookUp(dictionary: Float64Array, places: Int32Array, into: Float64Array): void {
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    if (place >= dictionary.length) throw new RangeError(`the dictionary has no place ${place}`);
    into[row] = dictionary[place]!;
  }
}

function spreadNumbers(values: Float64Array, present: number, levels: Int32Array): void {
  let next = values.length - present;
  for (let row = 0; row < values.length; row++) values[row] = levels[row] === 1 ? values[next++]! : Number.NaN;
}

function spreadCodes(codes: Int32Array, present: number, levels: Int32Array): void {
  let next = codes.length - present;
  for (let row = 0; row < codes.length; row++) codes[row] = levels[row] === 1 ? codes[next++]! : -1;
}
