import { createReadStream, type ReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { InvalidDataError } from '../errors.ts';
import { zstdFrames } from './zstd-frames.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

/** Large enough that the reading costs nothing beside what is done with the bytes, small enough for small files. */
const PIECE = { highWaterMark: 1 << 17 };

/**
 * A file's bytes, uncompressed, chunk by chunk; whoever stops early leaves nothing open.
 *
 * @throws InvalidDataError when a compressed file is damaged or cut off
 */
export async function* uncompressedBytes(path: string, compression: Compression): AsyncGenerator<Buffer> {
  try {
    // The decoder ends with the first frame, and a file may have several, as gzip's may have members.
    if (compression === 'zstd') for (const frame of zstdFrames(path)) yield* unpacked(path, compression, frame);
    else yield* unpacked(path, compression);
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    throw damaged(path, compression, cause);
  }
}

const damaged = (path: string, compression: Compression, cause?: unknown) =>
  new InvalidDataError(`${basename(path)} is a damaged ${compression} file: compress it again`, { cause });

async function* unpacked(path: string, compression: Compression, range: { start?: number; end?: number } = {}) {
  const file = createReadStream(path, { ...PIECE, ...range });
  const bytes = unpack(file, compression);
  // A pipe does not pass errors on by itself.
  if (bytes !== file) file.once('error', (error) => bytes.destroy(error));
  try {
    for await (const chunk of bytes) yield chunk;
    // Whatever follows the last member, the decoder ignores, and the engine refuses the file for.
    if ('bytesWritten' in bytes && compression === 'gzip' && bytes.bytesWritten < file.bytesRead)
      throw damaged(path, compression);
  } finally {
    file.destroy();
    bytes.destroy();
  }
}

function unpack(file: ReadStream, compression: Compression) {
  if (compression === 'none') return file;
  return file.pipe(compression === 'gzip' ? createGunzip() : createZstdDecompress());
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(Z_|ZSTD_|ERR_ZSTD)/.test(String(error.code));
