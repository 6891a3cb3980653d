/** Wider numbers do not always fit into the four bytes that they are taken from. */
export const MOST_BITS = 25;

/**
 * Decodes Parquet's hybrid of run lengths and packed bits, in which levels and places in a dictionary are written.
 *
 * @param bits - of every number, at most 25
 * @param into - gets `count` numbers at its beginning
 * @see https://parquet.apache.org/docs/file-format/data-pages/encodings/
 * @throws RangeError when the bytes end too early
 */
export function decodeRunLengths(bytes: Uint8Array, bits: number, into: Int32Array, count: number): void {
  if (bits > MOST_BITS) throw new RangeError(`numbers of ${bits} bits are too wide`);
  const reader = { bytes, at: 0 };
  let filled = 0;
  while (filled < count) {
    const header = littleEndianBase128(reader);
    const length = header >>> 1;
    const isPacked = (header & 1) === 1;
    const end = Math.min(filled + (isPacked ? 8 * length : length), count);
    if (isPacked) {
      unpackBits(bytes, reader.at, bits, into.subarray(filled, end));
      reader.at += bits * length;
    } else {
      into.fill(repeatedNumber(reader, bits), filled, end);
    }
    filled = end;
  }
}

/**
 * Decodes numbers of one bit into the places of the ones: runs of them, each its first place and the one behind its last.
 *
 * @throws RangeError when the bytes end too early
 */
export function decodeOnes(bytes: Uint8Array, count: number): number[] {
  const reader = { bytes, at: 0 };
  const ones: number[] = [];
  const add = (from: number, to: number) => {
    if (ones[ones.length - 1] === from) ones[ones.length - 1] = to;
    else ones.push(from, to);
  };
  for (let filled = 0; filled < count; ) {
    const header = littleEndianBase128(reader);
    const length = header >>> 1;
    if ((header & 1) === 0) {
      const end = Math.min(filled + length, count);
      if (repeatedNumber(reader, 1) === 1) add(filled, end);
      filled = end;
      continue;
    }
    for (let group = 0; group < length && filled < count; group++, filled += 8) {
      addOnesOf(byteOf(reader), filled, Math.min(filled + 8, count), add);
    }
  }
  return ones;
}

function addOnesOf(byte: number, from: number, to: number, add: (from: number, to: number) => void): void {
  if (byte === 0xff) add(from, to);
  else for (let place = from; place < to; place++) if ((byte >> (place - from)) & 1) add(place, place + 1);
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

function littleEndianBase128(reader: Reader): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = byteOf(reader);
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
}

function repeatedNumber(reader: Reader, bits: number): number {
  let value = 0;
  for (let shift = 0; shift < bits; shift += 8) value |= byteOf(reader) << shift;
  if (value >>> bits !== 0) throw new RangeError(`${value} has more than ${bits} bits`);
  return value;
}

function byteOf(reader: Reader): number {
  const byte = reader.bytes[reader.at++];
  if (byte === undefined) throw new RangeError(`the runs end at ${reader.bytes.length}`);
  return byte;
}

function unpackBits(bytes: Uint8Array, at: number, bits: number, into: Int32Array): void {
  const count = into.length;
  if (at + Math.ceil((count * bits) / 8) > bytes.length) throw new RangeError('packed bits are cut off');
  const mask = (1 << bits) - 1;
  let index = 0;
  // Four bytes at a time, as long as there are four.
  const whole = bits === 0 ? count : Math.min(count, Math.floor((8 * (bytes.length - at - 4)) / bits));
  for (let bit = 0; index < whole; index++, bit += bits) {
    const from = at + (bit >>> 3);
    const word = bytes[from]! | (bytes[from + 1]! << 8) | (bytes[from + 2]! << 16) | (bytes[from + 3]! << 24);
    into[index] = (word >>> (bit & 7)) & mask;
  }
  for (; index < count; index++) {
    const [from, shift] = [at + ((index * bits) >>> 3), (index * bits) & 7];
    let word = 0;
    for (let byte = 0; byte < 4; byte++) word |= (bytes[from + byte] ?? 0) << (8 * byte);
    into[index] = (word >>> shift) & mask;
  }
}
