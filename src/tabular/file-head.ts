import { open } from 'node:fs/promises';
import { NotFoundError } from '../errors.ts';
import { type Compression, uncompressedBytes } from './byte-stream.ts';
import { beginsAsZstd } from './zstd-frames.ts';

/** Enough for any sane header and a few hundred rows to tell the delimiter by. */
const HEAD_BYTES = 1 << 20;

export interface FileHead {
  /** What the first bytes say the file is, whatever its name. */
  readonly format: 'parquet' | 'csv';
  readonly compression: Compression;
  /** The first bytes, uncompressed, at most one MiB. */
  readonly bytes: Buffer;
}

/** @throws NotFoundError when there is no such file, InvalidDataError when a compressed file is damaged at its beginning */
export async function readHead(path: string): Promise<FileHead> {
  const start = await firstBytes(path);
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') {
    return { format: 'parquet', compression: 'none', bytes: start };
  }
  const compression = compressionOf(start);
  const bytes = compression === 'none' ? start : await unpackHead(path, compression);
  return { format: 'csv', compression, bytes };
}

function compressionOf(start: Buffer): Compression {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  return beginsAsZstd(start) ? 'zstd' : 'none';
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((cause: unknown) => {
    throw new NotFoundError(`cannot open ${path}: check that the file exists and may be read`, { cause });
  });
  try {
    const length = Math.min((await file.stat()).size, HEAD_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function unpackHead(path: string, compression: Compression): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of uncompressedBytes(path, compression)) {
    parts.push(part);
    size += part.length;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts, size).subarray(0, HEAD_BYTES);
}
