import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { InvalidDataError } from '../errors.ts';

/**
 * A file's bytes, uncompressed, chunk by chunk; whoever stops early leaves nothing open.
 *
 * @throws InvalidDataError when a gzip file is damaged or cut off
 */
export async function* uncompressedBytes(path: string, gzip: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const bytes = gzip ? file.pipe(createGunzip()) : file;
  // A pipe does not pass errors on by itself.
  if (gzip) file.once('error', (error) => bytes.destroy(error));
  try {
    for await (const chunk of bytes) yield chunk;
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    throw new InvalidDataError(`${basename(path)} is a damaged gzip file: compress it again`, { cause });
  } finally {
    file.destroy();
    bytes.destroy();
  }
}

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
