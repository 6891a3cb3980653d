import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { pairwiseSum, sumOfSquares } from '#src/drift/statistics/pairwise-sum.ts';

describe('pairwiseSum', () => {
  it.each([0, 1, 7, 8, 9, 127, 128, 129, 136, 1000, 4097])('adds every one of %i values once', (count) => {
    const values = Float64Array.from({ length: count }, (_, index) => index + 1);
    expect(pairwiseSum(values)).toBe((count * (count + 1)) / 2);
    expect(sumOfSquares(values, 1)).toBe(((count - 1) * count * (2 * count - 1)) / 6);
  });

  it('rounds as NumPy does', () => {
    // numpy.full(50, 0.1).sum() and numpy.full(1000, 0.1).sum(), NumPy 2.4.6
    expect(pairwiseSum(new Float64Array(50).fill(0.1))).toBe(4.999999999999999);
    expect(pairwiseSum(new Float64Array(1000).fill(0.1))).toBe(100.00000000000001);
  });

  test.prop([fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { maxLength: 400 })])(
    'is the sum, whatever the order',
    (values) => {
      const sum = values.reduce((all, value) => all + value, 0);
      expect(pairwiseSum(Float64Array.from(values))).toBeCloseTo(sum, 6);
      expect(pairwiseSum(Float64Array.from(values).reverse())).toBeCloseTo(sum, 6);
    },
  );
});
