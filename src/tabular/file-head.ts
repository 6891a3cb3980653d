import type { Stats } from 'node:fs';
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
  /** Whether they are all. */
  readonly isWhole: boolean;
}

/**
 * @throws NotFoundError when there is no such file, or a folder or a pipe in its place; InvalidDataError when a compressed
 * file is damaged at its beginning
 */
export async function readHead(path: string): Promise<FileHead> {
  const { isWhole, bytes: start } = await firstBytes(path);
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') {
    return { format: 'parquet', compression: 'none', bytes: start, isWhole };
  }
  const compression = compressionOf(start);
  if (compression === 'none') return { format: 'csv', compression, bytes: start, isWhole };
  return { format: 'csv', compression, ...(await unpackHead(path, compression)) };
}

function compressionOf(start: Buffer): Compression {
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip';
  return beginsAsZstd(start) ? 'zstd' : 'none';
}

type Beginning = Pick<FileHead, 'bytes' | 'isWhole'>;

async function firstBytes(path: string): Promise<Beginning> {
  const file = await open(path).catch((cause: unknown) => {
    throw new NotFoundError(`cannot open ${path}: check that the file exists and may be read`, { cause });
  });
  try {
    const size = sizeOf(path, await file.stat());
    const length = Math.min(size, HEAD_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return { bytes: buffer.subarray(0, bytesRead), isWhole: size <= HEAD_BYTES };
  } finally {
    await file.close();
  }
}

function sizeOf(path: string, stat: Stats): number {
  if (stat.isDirectory()) throw new NotFoundError(`${path} is a folder: name a CSV or Parquet file`);
  if (stat.isFile()) return stat.size;
  throw new NotFoundError(`${path} is a pipe or a device, which cannot be read twice: write it to a file first`);
}

async function unpackHead(path: string, compression: Compression): Promise<Beginning> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of uncompressedBytes(path, compression)) {
    parts.push(part);
    size += part.length;
    if (size > HEAD_BYTES) break;
  }
  return { bytes: Buffer.concat(parts, size).subarray(0, HEAD_BYTES), isWhole: size <= HEAD_BYTES };
}
