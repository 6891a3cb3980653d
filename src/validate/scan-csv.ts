import { type Compression, uncompressedBytes } from '../tabular/byte-stream.ts';
import type { CsvDialect } from '../tabular/csv-dialect.ts';
import { CsvScanner, type Finding } from './csv-scanner.ts';
import { completeLength, firstInvalidByte } from './utf8.ts';

/** A compressed file may unpack to this much, or to this many times its size, before it is taken for an attack. */
const HARMLESS_BYTES = 256 * 2 ** 20;
const HARMLESS_RATIO = 300;

interface CsvSource {
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly compression: Compression;
  readonly dialect: CsvDialect;
}

type Report = (finding: Omit<Finding, 'rule'> & { readonly rule: string }) => void;

/**
 * Reads the whole file once, without the engine: encoding, row structure, and how far a compressed file unpacks. A fault that
 * makes the rest of the file meaningless ends the scan.
 *
 * @returns how many rows there are, as far as it went
 * @throws InvalidDataError when a compressed file is damaged or cut off
 */
export async function scanCsv({ path, size, compression, dialect }: CsvSource, report: Report): Promise<number> {
  const scanner = new CsvScanner(dialect, report);
  const text = new Utf8Text();
  for await (const chunk of uncompressedBytes(path, compression)) {
    const fault = text.take(chunk, scanner) ?? (compression === 'none' ? undefined : unpackingFault(text.bytes, size));
    if (fault) {
      report(fault);
      return scanner.rows;
    }
  }
  if (text.endsInsideCharacter) {
    report({ row: scanner.rows + 1, rule: 'encoding', message: 'the file ends inside a UTF-8 character' });
  } else scanner.end();
  return scanner.rows;
}

/** Passes a file's bytes on to the scanner as long as they are UTF-8 text. */
class Utf8Text {
  /** Bytes taken so far. */
  bytes = 0;
  #carried: Buffer = Buffer.alloc(0);

  get endsInsideCharacter(): boolean {
    return this.#carried.length > 0;
  }

  take(chunk: Buffer, scanner: CsvScanner) {
    const joined = this.#carried.length > 0 ? Buffer.concat([this.#carried, chunk]) : chunk;
    const from = this.bytes - this.#carried.length;
    this.bytes += chunk.length;
    const zero = joined.indexOf(0);
    const invalid = firstInvalidByte(joined);
    const stop = [zero, invalid].filter((at) => at !== -1).sort((a, b) => a - b)[0];
    const complete = joined.subarray(0, stop ?? completeLength(joined));
    this.#carried = joined.subarray(complete.length);
    scanner.push(complete.subarray(from === 0 && hasByteOrderMark(complete) ? 3 : 0));
    if (stop === undefined) return undefined;
    const place = `at offset ${from + stop} (line ${scanner.line})`;
    return stop === zero
      ? { row: scanner.rows + 1, rule: 'readable', message: `binary data: a zero byte ${place}` }
      : {
          row: scanner.rows + 1,
          rule: 'encoding',
          message: `byte 0x${joined.toString('hex', stop, stop + 1)} ${place} is not UTF-8; save the file as UTF-8`,
        };
  }
}

const hasByteOrderMark = (bytes: Buffer): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function unpackingFault(unpacked: number, packed: number) {
  if (unpacked < HARMLESS_BYTES || unpacked < packed * HARMLESS_RATIO) return undefined;
  return { rule: 'size', message: `the ${packed} bytes unpack to more than ${unpacked}; upload the file uncompressed` };
}
