import type { PhysicalType } from './footer.ts';

type NumberType = Exclude<PhysicalType, 'bytes'>;

const BITS: Readonly<Record<NumberType, number>> = {
  ...{ boolean: 1, int32: 32, int64: 64 },
  ...{ microseconds: 64, float: 32, double: 64 },
};

/**
 * Puts plain values at the beginning of `into`, as many as it holds; whole numbers beyond 2⁵³ are rounded, microseconds
 * become whole milliseconds.
 *
 * @throws RangeError when there are not so many
 */
export function decodeNumbers(type: NumberType, bytes: Uint8Array, into: Float64Array): void {
  const needed = Math.ceil((into.length * BITS[type]) / 8);
  if (bytes.length < needed) throw new RangeError(`${into.length} values do not fit into ${bytes.length} bytes`);
  if (type === 'double') new Uint8Array(into.buffer, into.byteOffset, needed).set(bytes.subarray(0, needed));
  else DECODERS[type](Uint8Array.from(bytes.subarray(0, needed)), into);
}

/** The bytes begin where a number may. */
const DECODERS = {
  boolean(bytes, into) {
    for (let row = 0; row < into.length; row++) into[row] = (bytes[row >> 3]! >> (row & 7)) & 1;
  },
  int32(bytes, into) {
    into.set(new Int32Array(bytes.buffer));
  },
  int64(bytes, into) {
    const [low, high] = [new Uint32Array(bytes.buffer), new Int32Array(bytes.buffer)];
    // Only the sum is rounded.
    for (let row = 0; row < into.length; row++) into[row] = high[2 * row + 1]! * 2 ** 32 + low[2 * row]!;
  },
  microseconds(bytes, into) {
    const [low, high] = [new Uint32Array(bytes.buffer), new Int32Array(bytes.buffer)];
    const exact = new BigInt64Array(bytes.buffer);
    for (let row = 0; row < into.length; row++) {
      const time = high[2 * row + 1]! * 2 ** 32 + low[2 * row]!;
      into[row] = Number.isSafeInteger(time) ? (time - (time % 1000)) / 1000 : farMilliseconds(exact[row]!);
    }
  },
  float(bytes, into) {
    into.set(new Float32Array(bytes.buffer));
  },
} as const satisfies Record<Exclude<NumberType, 'double'>, (bytes: Uint8Array, into: Float64Array) => void>;

/** The engine's infinite times, which are missing. */
const INFINITE = 2n ** 63n - 1n;

const farMilliseconds = (time: bigint): number =>
  time === INFINITE || time === -INFINITE ? Number.NaN : Number(time / 1000n);
