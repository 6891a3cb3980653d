import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { decodeOnes, decodeRunLengths, MOST_BITS } from '#src/tabular/parquet/run-lengths.ts';

const decode = (bytes: readonly number[], bits: number, count: number) => {
  const into = new Int32Array(count);
  decodeRunLengths(Uint8Array.from(bytes), bits, into, count);
  return [...into];
};

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]);

/** Packs numbers bit by bit, which is slow and easy to see through. */
function packed(numbers: readonly number[], bits: number): number[] {
  const whole = [...numbers, ...Array<number>((8 - (numbers.length % 8)) % 8).fill(0)];
  const bytes = new Array<number>((whole.length * bits) / 8).fill(0);
  for (const [index, number] of whole.entries()) {
    for (let bit = 0; bit < bits; bit += 1) {
      const place = index * bits + bit;
      if ((number >>> bit) & 1) bytes[place >> 3]! |= 1 << (place & 7);
    }
  }
  return [...varint(((whole.length / 8) << 1) | 1), ...bytes];
}

const repeated = (number: number, times: number, bits: number): number[] => [
  ...varint(times << 1),
  ...Array.from({ length: Math.ceil(bits / 8) }, (_, byte) => (number >>> (8 * byte)) & 255),
];

describe('run lengths and packed bits', () => {
  test('the example of the format: 0 to 7 in three bits', () => {
    expect(decode([0x03, 0b10001000, 0b11000110, 0b11111010], 3, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  const runs = fc.integer({ min: 1, max: MOST_BITS }).chain((bits) => {
    const number = fc.integer({ min: 0, max: 2 ** bits - 1 });
    const run = fc.oneof(
      fc.record({ number, times: fc.integer({ min: 1, max: 300 }) }),
      // Only the last run may end within eight numbers.
      fc.array(fc.array(number, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 20 }),
    );
    return fc.record({ bits: fc.constant(bits), runs: fc.array(run), last: fc.array(number, { maxLength: 20 }) });
  });

  test.prop([runs])('whatever is written in runs is read', ({ bits, runs, last }) => {
    const written = runs.map((run) => (Array.isArray(run) ? run.flat() : Array<number>(run.times).fill(run.number)));
    const bytes = runs.flatMap((run) =>
      Array.isArray(run) ? packed(run.flat(), bits) : repeated(run.number, run.times, bits),
    );
    const all = [...written.flat(), ...last];
    expect(decode([...bytes, ...(last.length > 0 ? packed(last, bits) : [])], bits, all.length)).toEqual(all);
  });

  test.prop([
    fc.array(fc.integer({ min: 0, max: 255 })),
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 0, max: 500 }),
  ])('other bytes are an error, or numbers of so many bits', (bytes, bits, count) => {
    try {
      expect(decode(bytes, bits, count).every((number) => number >= 0 && number < 2 ** bits)).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
  });
});

describe('runs of ones', () => {
  const bit = fc.integer({ min: 0, max: 1 });
  const run = fc.oneof(
    fc.record({ bit, times: fc.integer({ min: 1, max: 40 }) }),
    fc.array(fc.array(bit, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 5 }),
  );

  test.prop([fc.array(run), fc.array(bit, { maxLength: 20 })])('are those of the bits', (runs, last) => {
    const bits = [
      ...runs.flatMap((run) => (Array.isArray(run) ? run.flat() : Array<number>(run.times).fill(run.bit))),
      ...last,
    ];
    const bytes = runs.flatMap((run) => (Array.isArray(run) ? packed(run.flat(), 1) : repeated(run.bit, run.times, 1)));
    const ones = decodeOnes(Uint8Array.from([...bytes, ...(last.length > 0 ? packed(last, 1) : [])]), bits.length);
    const read = bits.map(() => 0);
    for (let index = 0; index < ones.length; index += 2) read.fill(1, ones[index]!, ones[index + 1]!);
    expect(read).toEqual(bits);
    // In order, none of them empty, and none next to another.
    expect(ones.every((place, index) => index === 0 || place > ones[index - 1]!)).toBe(true);
  });
});
