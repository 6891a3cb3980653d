/** Kinds of elements, by the lowest two bits of their first byte. */
const [LITERAL, NEAR_COPY, FAR_COPY] = [0, 1, 2];
/** A literal's length, less one, is in the first byte, or from this value on in so many bytes after it. */
const LONG_LITERAL = 60;
/** Shorter literals and copies are moved byte by byte, which is faster than to call. */
const FEWEST_TO_CALL_FOR = 32;

/**
 * Unpacks a block in Snappy's raw format, which most Parquet files are written with and Node has no decoder for.
 *
 * @param size - of the unpacked bytes
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 * @throws RangeError for a block that is damaged or of another size
 */
export function unpackSnappy(packed: Uint8Array, size: number): Uint8Array {
  const reader = { bytes: packed, at: 0 };
  if (announcedSize(reader) !== size) throw new RangeError(`the block does not unpack to ${size} bytes`);
  const unpacked = new Uint8Array(size);
  let filled = 0;
  while (reader.at < packed.length) {
    const tag = packed[reader.at++]!;
    filled = (tag & 3) === LITERAL ? literal(reader, tag, unpacked, filled) : copy(reader, tag, unpacked, filled);
  }
  if (filled !== size) throw new RangeError(`the block ends after ${filled} of ${size} bytes`);
  return unpacked;
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function announcedSize(reader: Reader): number {
  let size = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = littleEndian(reader, 1);
    size += (byte & 127) * scale;
    if (byte < 128) return size;
  }
}

function littleEndian(reader: Reader, count: number): number {
  let value = 0;
  if (reader.at + count > reader.bytes.length) throw new RangeError('the block is cut off');
  for (let byte = 0; byte < count; byte++) value += reader.bytes[reader.at++]! * 256 ** byte;
  return value;
}

/** @returns how many bytes are unpacked then */
function literal(reader: Reader, tag: number, unpacked: Uint8Array, filled: number): number {
  const short = tag >> 2;
  const length = 1 + (short < LONG_LITERAL ? short : littleEndian(reader, short - LONG_LITERAL + 1));
  const { bytes, at } = reader;
  if (at + length > bytes.length || filled + length > unpacked.length) throw new RangeError('a literal is cut off');
  if (length < FEWEST_TO_CALL_FOR)
    for (let byte = 0; byte < length; byte++) unpacked[filled + byte] = bytes[at + byte]!;
  else unpacked.set(bytes.subarray(at, at + length), filled);
  reader.at += length;
  return filled + length;
}

/** Repeats bytes that were unpacked before; a copy longer than its distance repeats itself. */
function copy(reader: Reader, tag: number, unpacked: Uint8Array, filled: number): number {
  const isNear = (tag & 3) === NEAR_COPY;
  const length = isNear ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
  const distance = isNear
    ? ((tag >> 5) << 8) + littleEndian(reader, 1)
    : littleEndian(reader, (tag & 3) === FAR_COPY ? 2 : 4);
  const from = filled - distance;
  if (distance === 0 || from < 0 || filled + length > unpacked.length) throw new RangeError('a copy is out of range');
  if (length < FEWEST_TO_CALL_FOR || distance < length)
    for (let byte = 0; byte < length; byte++) unpacked[filled + byte] = unpacked[from + byte]!;
  else unpacked.copyWithin(filled, from, from + length);
  return filled + length;
}
