import { readSync } from 'node:fs';
import { releaseArray } from '../release-memory.ts';
import type { ColumnChunk, PlainColumn } from './footer.ts';
import { decodeNumbers } from './numbers.ts';
import { type Page, pagesOf } from './pages.ts';
import { decodeOnes, decodeRunLengths } from './run-lengths.ts';
import { PlainTexts, TextDictionary } from './texts.ts';

/** Where a column's values go: numbers with NaN for missing, or codes of texts with -1. */
export interface ColumnTarget {
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
  readonly codeOf: (text: string) => number;
}

/** A file, and room for the largest of its chunks that are wanted, which is used for one after the other. */
export interface OpenFile {
  readonly descriptor: number;
  readonly scratch: Uint8Array;
}

/**
 * Reads a column of an open file, row after row.
 *
 * @param target - has room for every row of the file
 * @throws RangeError, TypeError and the decoders' own errors where anything is not as it should be; rows may have been
 * written by then
 */
export function readColumn(file: OpenFile, column: PlainColumn, target: ColumnTarget): void {
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

function* dataPages(file: OpenFile, { optional }: PlainColumn, { offset, bytes, codec, values }: ColumnChunk) {
  const chunk = file.scratch.subarray(0, bytes);
  if (readSync(file.descriptor, chunk, 0, bytes, offset) < bytes) throw new RangeError('the file ends too early');
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
  file: OpenFile,
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
      releasePage(file, page);
      continue;
    }
    const into = numbers.subarray(row, end);
    const { runs, present } = presenceOf(page);
    // The values come to the end of their room, from where they spread towards its beginning.
    const packed = into.subarray(into.length - present);
    if (page.isPlain) decodeNumbers(type, page.bytes, packed);
    else lookUp(dictionary, placesOf(page, present), packed);
    if (runs) spread(into, present, runs, Number.NaN);
    releasePage(file, page);
  }
}

function readTexts(file: OpenFile, column: PlainColumn, chunk: ColumnChunk, { codes, codeOf }: ColumnTarget): void {
  let dictionary = new TextDictionary(new PlainTexts(new Uint8Array(), 0));
  for (const { page, row, end } of dataPages(file, column, chunk)) {
    if (page.kind === 'dictionary') {
      dictionary = new TextDictionary(new PlainTexts(page.bytes, page.values));
      continue;
    }
    const into = codes.subarray(row, end);
    const { runs, present } = presenceOf(page);
    const packed = into.subarray(into.length - present);
    if (page.isPlain) {
      const texts = new PlainTexts(page.bytes, present);
      for (let index = 0; index < present; index++) packed[index] = codeOf(texts.at(index));
    } else {
      readPlaces(page, packed);
      dictionary.recode(packed, codeOf);
    }
    if (runs) spread(into, present, runs, -1);
  }
}

/** Smaller pages may share memory with others: Node keeps some for buffers of up to 4 KiB. */
const BYTES_OF_ITS_OWN = 65_536;

/** What was unpacked has memory of its own, of which much would pile up. */
function releasePage({ scratch }: OpenFile, { bytes }: Page): void {
  if (bytes.length >= BYTES_OF_ITS_OWN && bytes.buffer !== scratch.buffer) releaseArray(bytes);
}

/** Runs of the values that are there, undefined for all of them, and how many those are. */
function presenceOf({ levels, values }: Page): { runs: readonly number[] | undefined; present: number } {
  if (!levels) return { runs: undefined, present: values };
  const runs = decodeOnes(levels, values);
  let present = 0;
  for (let run = 0; run < runs.length; run += 2) present += runs[run + 1]! - runs[run]!;
  return present === values ? { runs: undefined, present } : { runs, present };
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

/** Moves the values at the end to where they belong, in order, so that none is overwritten before it is moved. */
function spread<Values extends Float64Array | Int32Array>(
  values: Values,
  present: number,
  runs: readonly number[],
  missing: number,
): void {
  let [next, filled] = [values.length - present, 0];
  for (let run = 0; run < runs.length; run += 2) {
    const [from, to] = [runs[run]!, runs[run + 1]!];
    values.fill(missing, filled, from);
    values.copyWithin(from, next, next + to - from);
    next += to - from;
    filled = to;
  }
  values.fill(missing, filled);
}
