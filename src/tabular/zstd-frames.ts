import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { InvalidDataError } from '../errors.ts';

/** A file in more frames than this was not written by any compressor, and each costs a decoder. */
const MAX_FRAMES = 10_000;
/** Read at once. */
const PIECE_BYTES = 1 << 20;
const MAGIC = 0xfd2f_b528;
/** Bytes of the dictionary's id and of the content's size, by the flags that announce them. */
const DICTIONARY_ID_BYTES = [0, 1, 2, 4] as const;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
const REPEATED_BYTE = 1;

/** Where a frame of data lies in its file; `end` is the offset of its last byte. */
export interface ZstdFrame {
  readonly start: number;
  readonly end: number;
}

/** Whether a file that begins so is one of zstd; the frames that its tools put first to skip count, too. */
export const beginsAsZstd = (bytes: Buffer): boolean =>
  bytes.length >= 4 && (bytes.readUInt32LE() === MAGIC || isSkippable(bytes.readUInt32LE()));

const isSkippable = (magic: number): boolean => magic >= 0x184d_2a50 && magic <= 0x184d_2a5f;

/**
 * The frames of a zstd file (RFC 8878), found without unpacking: neither Node's decoder, which ends with the first frame,
 * nor the engine, which takes a cut-off file for a short one, tells where a file ends too early.
 *
 * @throws InvalidDataError for a file that is cut off or not in whole frames
 */
export function zstdFrames(path: string): ZstdFrame[] {
  const bytes = new FileBytes(path);
  try {
    const frames: ZstdFrame[] = [];
    for (let at = 0; at < bytes.size; ) {
      const magic = bytes.number(at, 4);
      const end = isSkippable(magic) ? at + 8 + bytes.number(at + 4, 4) : endOfFrame(bytes, at, magic);
      if (end > bytes.size || frames.length === MAX_FRAMES) throw bytes.damaged();
      if (!isSkippable(magic)) frames.push({ start: at, end: end - 1 });
      at = end;
    }
    return frames;
  } finally {
    bytes.close();
  }
}

function endOfFrame(bytes: FileBytes, start: number, magic: number): number {
  if (magic !== MAGIC) throw bytes.damaged();
  const flags = bytes.number(start + 4, 1);
  const isSingleSegment = (flags & 0x20) !== 0;
  const contentSize = CONTENT_SIZE_BYTES[flags >> 6] || (isSingleSegment ? 1 : 0);
  let at = start + 5 + (isSingleSegment ? 0 : 1) + (DICTIONARY_ID_BYTES[flags & 3] ?? 0) + contentSize;
  for (let isLast = false; !isLast; ) {
    const block = bytes.number(at, BLOCK_HEADER_BYTES);
    isLast = (block & 1) === 1;
    at += BLOCK_HEADER_BYTES + (((block >> 1) & 3) === REPEATED_BYTE ? 1 : block >> 3);
  }
  return at + ((flags & 4) === 0 ? 0 : CHECKSUM_BYTES);
}

/** Little-endian numbers out of a file, read in pieces from front to back. */
class FileBytes {
  readonly size: number;
  readonly #path: string;
  readonly #file: number;
  readonly #piece: Buffer;
  #from = 0;
  #length = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
    this.#piece = Buffer.alloc(Math.min(this.size, PIECE_BYTES));
  }

  number(at: number, bytes: number): number {
    if (at + bytes > this.size) throw this.damaged();
    if (at + bytes > this.#from + this.#length) {
      this.#from = at;
      this.#length = readSync(this.#file, this.#piece, 0, this.#piece.length, at);
    }
    return this.#piece.readUIntLE(at - this.#from, bytes);
  }

  damaged(): InvalidDataError {
    return new InvalidDataError(`${basename(this.#path)} is a damaged zstd file: compress it again`);
  }

  close(): void {
    closeSync(this.#file);
  }
}
