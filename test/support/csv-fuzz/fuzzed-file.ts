import { constants, gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { below, createRandom, type Random } from '#src/random.ts';
import { type MutationName, mutations } from './mutations.ts';
import { type Source, sources } from './sources.ts';

const NAMES = Object.keys(mutations) as MutationName[];
const MOST_MUTATIONS = 4;
/** Of the files, how many are compressed, and of those how many are damaged afterwards. */
const SHARE_COMPRESSED = 0.25;
const SHARE_DAMAGED = 0.4;

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
  return { source, mutations: [...names, name], ending, bytes, plain: unpacked(bytes, isGzip) };
}

const zstd = (plain: Buffer, random: Random) =>
  zstdCompressSync(plain, { params: { [constants.ZSTD_c_checksumFlag]: below(2, random) } });

function unpacked(bytes: Buffer, isGzip: boolean): Buffer | undefined {
  try {
    return isGzip ? gunzipSync(bytes) : zstdDecompressSync(bytes);
  } catch {
    return undefined;
  }
}
