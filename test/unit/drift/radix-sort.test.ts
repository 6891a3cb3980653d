import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { radixSort } from '#src/drift/radix-sort.ts';
import { createRandom } from '#src/random.ts';

/** Positive and negative zero are one value here. */
const withoutNegativeZero = (values: Float64Array) => values.map((value) => value + 0);

function expectSorted(values: Float64Array): void {
  const expected = withoutNegativeZero(values.toSorted());
  expect(withoutNegativeZero(radixSort(values, new Float64Array(values.length)))).toEqual(expected);
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('radixSort', () => {
  test.prop([fc.array(finite, { minLength: 1, maxLength: 300 })])('orders doubles of any size and sign', (values) =>
    expectSorted(Float64Array.from(values)),
  );

  test.prop([fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 300 })])('orders ties', (values) =>
    expectSorted(Float64Array.from(values)),
  );

  test.prop([finite.filter((base) => Math.abs(base) < 1e300 && base !== 0), fc.array(fc.nat(1000), { minLength: 1 })])(
    'gives back values that differ in their last digits only, bit by bit',
    (base, steps) => expectSorted(Float64Array.from(steps, (step) => base * (1 + step * Number.EPSILON))),
  );

  it('falls back where the high words tell next to nothing apart', () => {
    const random = createRandom(1);
    const values = Float64Array.from({ length: 5000 }, () => 1e9 + random() * 1e-3);
    values[17] = -1;
    expectSorted(values);
  });

  it('sorts a part of a larger buffer', () => {
    const buffer = Float64Array.of(9, 3, -1, 2, 0);
    expect(radixSort(buffer.subarray(1, 4), new Float64Array(3))).toEqual(Float64Array.of(-1, 2, 3));
    expect([buffer[0], buffer[4]]).toEqual([9, 0]);
  });
});
