/**
 * Which of the values are there, as runs of bits in the hybrid that `decodeRunLengths` reads: one run where all are, else
 * packed bits.
 */
export function encodePresence(values: Float32Array): Buffer {
  const bits = Buffer.alloc(Math.ceil(values.length / 8));
  let present = 0;
  for (let row = 0; row < values.length; row += 1) {
    if (Number.isNaN(values[row])) continue;
    bits[row >> 3]! |= 1 << (row & 7);
    present += 1;
  }
  if (present === values.length) return Buffer.from([...varint(2 * present), 1]);
  return Buffer.concat([Buffer.from(varint(2 * bits.length + 1)), bits]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128);
  return [...bytes, left];
}
