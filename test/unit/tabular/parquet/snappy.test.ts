import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { unpackSnappy } from '#src/tabular/parquet/snappy.ts';

const unpack = (bytes: readonly number[], size: number) =>
  Buffer.from(unpackSnappy(Uint8Array.from(bytes), size)).toString('latin1');

const ascii = (text: string): number[] => [...Buffer.from(text)];

describe('unpackSnappy', () => {
  test.each([
    [1, [1], [0]],
    [31, [31], [30 << 2]],
    [32, [32], [31 << 2]],
    [60, [60], [59 << 2]],
    [61, [61], [60 << 2, 60]],
    [256, [0x80, 0x02], [60 << 2, 255]],
    [257, [0x81, 0x02], [61 << 2, 0, 1]],
    [70_000, [0xf0, 0xa2, 0x04], [62 << 2, 0x6f, 0x11, 0x01]],
  ])('a literal of %d bytes', (length, size, tag) => {
    const text = 'abcdefghij'.repeat(length / 10 + 1).slice(0, length);
    expect(unpack([...size, ...tag, ...ascii(text)], length)).toBe(text);
  });

  test('copies: near, far, farther, and longer than their distance', () => {
    expect(unpack([9, 2 << 2, ...ascii('abc'), (2 << 2) | 1, 3], 9)).toBe('abcabcabc');
    expect(unpack([67, 2 << 2, ...ascii('abc'), (63 << 2) | 2, 3, 0], 67)).toBe('abc'.repeat(23).slice(0, 67));
    const long = 'x'.repeat(20) + 'y'.repeat(20);
    expect(unpack([76, 39 << 2, ...ascii(long), (35 << 2) | 3, 40, 0, 0, 0], 76)).toBe(long + long.slice(0, 36));
  });

  test('a damaged block is an error', () => {
    for (const [bytes, size] of [
      [[], 1],
      [[3, 2 << 2, 97], 3],
      [[4, 2 << 2, 97, 97, 97], 4],
      [[2, 2 << 2, 97, 97, 97], 2],
      [[8, 3 << 2, 97, 97, 97, 97, (0 << 2) | 1, 5], 8],
      [[8, 3 << 2, 97, 97, 97, 97, (0 << 2) | 1, 0], 8],
      [[3, 2 << 2, 97, 97, 97], 4],
    ] as const) {
      expect(() => unpack(bytes, size)).toThrow(RangeError);
    }
  });

  test.prop([fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 300 })])(
    'any bytes give so many, or an error',
    (bytes, size) => {
      try {
        expect(unpackSnappy(bytes, size).length).toBe(size);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    },
  );
});
