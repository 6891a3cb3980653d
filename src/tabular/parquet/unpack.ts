import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { CODEC } from './format.ts';
import { unpackSnappy } from './snappy.ts';

type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

/** Room that the decoder does not need tells it at once that it is done. */
const SPARE_BYTES = 64;

const roomFor = (size: number) => ({ maxOutputLength: size + SPARE_BYTES, chunkSize: size + SPARE_BYTES });

/** What unpacks a page, by Parquet's number of its compression. */
const UNPACKERS: ReadonlyMap<number, Unpack> = new Map<number, Unpack>([
  [CODEC.none, (packed) => packed],
  [CODEC.snappy, unpackSnappy],
  [CODEC.gzip, (packed, size) => gunzipSync(packed, roomFor(size))],
  [CODEC.zstd, (packed, size) => zstdDecompressSync(packed, roomFor(size))],
]);

export const canUnpack = (codec: number): boolean => UNPACKERS.has(codec);

/** @throws RangeError and the decoders' own errors for bytes that are damaged or of another size */
export function unpackPage(codec: number, packed: Uint8Array, size: number): Uint8Array {
  const unpacked = size === 0 ? packed.subarray(0, 0) : UNPACKERS.get(codec)?.(packed, size);
  if (unpacked?.length === size) return unpacked;
  throw new RangeError(`a page of ${size} bytes unpacks to ${unpacked?.length}`);
}
