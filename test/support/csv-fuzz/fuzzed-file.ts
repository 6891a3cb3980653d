import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { below, createRandom, type Random } from '#src/random.ts';
import { type MutationName, mutations } from './mutations.ts';
import { type Source, sources } from './sources.ts';

const NAMES = Object.keys(mutations) as MutationName[];
const MOST_MUTATIONS = 4;
/** Of the files, how many are compressed, and of those how many are damaged afterwards. */
const SHARE_COMPRESSED = 0.25;
const SHARE_DAMAGED = 0.4;

const Decoded = z.object({
  buffer: z.instanceof(Buffer),
  engine: z.object({ bytesWritten: z.number().positive() }),
});

/** A mutated file; the same for the same seed. */
export interface FuzzedFile {
  readonly source: Source;
  readonly mutations: readonly MutationName[];
  /** File name ending. */
  readonly ending: string;
  readonly bytes: Buffer;
  /** The text's bytes as any reader must see them; undefined when no decoder takes them. */
  readonly plain: Buffer | undefined;
}

export function fuzzedFile(seed: number): FuzzedFile {
  const random = createRandom(seed);
  const source = sources[below(sources.length, random)]!;
  const names = Array.from({ length: 1 + below(MOST_MUTATIONS, random) }, () => NAMES[below(NAMES.length, random)]!);
  const plain = names.reduce<Buffer>((bytes, name) => mutations[name](bytes, random), Buffer.from(source.text));
  if (random() >= SHARE_COMPRESSED) return { source, mutations: names, ending: 'csv', bytes: plain, plain };
  const isGzip = random() < 0.5;
  const packed = isGzip ? gzipSync(plain, { level: 1 }) : zstd(plain, random);
  const ending = isGzip ? 'csv.gz' : 'csv.zst';
  if (random() >= SHARE_DAMAGED) return { source, mutations: names, ending, bytes: packed, plain };
  const name = NAMES[below(NAMES.length, random)]!;
  const bytes = mutations[name](packed, random);
  return { source, mutations: [...names, name], ending, bytes, plain: unpacked(bytes) };
}

const zstd = (plain: Buffer, random: Random) =>
  zstdCompressSync(plain, { params: { [constants.ZSTD_c_checksumFlag]: below(2, random) } });

/** What does not begin as a compressed file is a plain one. */
function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    if (bytes.toString('hex', 0, 2) === '1f8b') return unpackedBy(gunzipSync, bytes);
    return /^(28b52ffd|5.2a4d18)/.test(bytes.toString('hex', 0, 4)) ? unpackedBy(zstdDecompressSync, bytes) : bytes;
  } catch {
    return undefined;
  }
}

/** Decodes to the end, one frame after the other; Node's decoder of gzip takes all members at once. */
function unpackedBy(decode: typeof gunzipSync | typeof zstdDecompressSync, bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const { buffer, read } = /^5.2a4d18/.test(rest.toString('hex', 0, 4)) ? skipped(rest) : decoded(decode, rest);
    parts.push(buffer);
    rest = rest.subarray(read);
  }
  return Buffer.concat(parts);
}

const skipped = (bytes: Buffer) => {
  const read = 8 + bytes.readUInt32LE(4);
  if (read > bytes.length) throw new RangeError('a frame to be skipped is cut off');
  return { buffer: Buffer.alloc(0), read };
};

/** What the decoder made of the bytes, and how many of them it took. */
const decoded = (decode: typeof gunzipSync | typeof zstdDecompressSync, bytes: Buffer) => {
  const { buffer, engine } = Decoded.parse(decode(bytes, { info: true }));
  return { buffer, read: engine.bytesWritten };
};
