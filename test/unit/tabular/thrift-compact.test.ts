import { describe, expect, test } from 'vitest';
import { decodeThrift, decodeThriftPrefix, encodeThrift, thriftField } from '#src/tabular/thrift-compact.ts';

describe('the compact protocol', () => {
  test('a struct by hand: deltas, zigzag integers, texts, lists, booleans, a far field', () => {
    const bytes = Uint8Array.from([
      ...[0x15, 0x03], // field 1, i32: -2
      ...[0x18, 0x02, 0x68, 0x69], // field 2, binary: "hi"
      ...[0x19, 0x26, 0x02, 0xac, 0x02], // field 3, list of two i64: 1, 150
      0x11, // field 4, true
      ...[0x1c, 0x16, 0x00, 0x00], // field 5, struct with field 1, i64: 0
      ...[0x05, 0x50, 0x02], // field 40, i32: 1
      0x00,
    ]);
    const struct = decodeThrift(bytes);
    expect(struct.fields.map(({ id, value }) => [id, value])).toEqual([
      [1, -2n],
      [2, Uint8Array.of(0x68, 0x69)],
      [3, { elementType: 6, elements: [1n, 150n] }],
      [4, null],
      [5, { fields: [{ id: 1, type: 6, value: 0n }] }],
      [40, 1n],
    ]);
    expect(new Uint8Array(encodeThrift(struct))).toEqual(bytes);
    expect(decodeThriftPrefix(Uint8Array.of(...bytes, 1, 2, 3))).toEqual({ struct, length: bytes.length });
    expect([thriftField(struct, 1), thriftField(struct, 6)]).toEqual([-2n, undefined]);
  });

  test('the ends of 64 bits, and a list of more than fourteen', () => {
    const elements = [2n ** 63n - 1n, -(2n ** 63n), ...Array.from({ length: 20 }, (_, index) => BigInt(index - 10))];
    const struct = { fields: [{ id: 1, type: 9, value: { elementType: 6, elements } }] };
    expect(decodeThrift(encodeThrift(struct))).toEqual(struct);
  });

  test('bytes that end too early are an error', () => {
    expect(() => decodeThrift(Uint8Array.of(0x18, 0x05, 0x68))).toThrow(RangeError);
  });
});
