import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { asymptoticPValue, exactPValue, twoSampleKs } from '#src/drift/statistics/two-sample-ks.ts';

const sorted = (...values: number[]) => Float64Array.from(values).sort();
const sample = fc
  .array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 40 })
  .map((values) => sorted(...values));

/** The largest distance along every ordering of the two samples, counted one by one. */
function shareOfOrderings(n1: number, n2: number, statistic: number): number {
  const count = (left1: number, left2: number, reached: boolean): [all: number, far: number] => {
    const gap = Math.abs((n1 - left1) / n1 - (n2 - left2) / n2);
    const far = reached || gap >= statistic - 1e-9;
    if (left1 === 0 && left2 === 0) return [1, far ? 1 : 0];
    const [all1, far1] = left1 > 0 ? count(left1 - 1, left2, far) : [0, 0];
    const [all2, far2] = left2 > 0 ? count(left1, left2 - 1, far) : [0, 0];
    return [all1 + all2, far1 + far2];
  };
  const [all, far] = count(n1, n2, false);
  return far / all;
}

describe('twoSampleKs', () => {
  it('of two separated samples has the largest statistic and both extreme orderings as p-value', () => {
    expect(twoSampleKs(sorted(1, 2), sorted(3, 4))).toEqual({ statistic: 1, pValue: 1 / 3, method: 'exact' });
    expect(twoSampleKs(sorted(1, 2, 3), sorted(4, 5)).pValue).toBeCloseTo(0.2, 14);
  });

  it('takes ties on both sides as one step', () => {
    expect(twoSampleKs(sorted(1, 1, 2, 2), sorted(1, 2))).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it('is exact up to 10,000 rows and asymptotic above', () => {
    const many = (count: number) => Float64Array.from({ length: count }, (_, index) => index);
    expect(twoSampleKs(many(10_000), many(9)).method).toBe('exact');
    expect(twoSampleKs(many(10_001), many(9)).method).toBe('asymptotic');
  });

  test.prop([fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.nat()])(
    'has the p-value that counting all orderings gives',
    (n1, n2, raw) => {
      const multiple = (n1 * n2) / gcd(n1, n2);
      const steps = raw % (multiple + 1);
      expect(exactPValue(n1, n2, steps)).toBeCloseTo(shareOfOrderings(n1, n2, steps / multiple), 12);
    },
  );

  test.prop([sample, sample])('is symmetric, a probability, and blind to monotone transformations', (a, b) => {
    const forward = twoSampleKs(a, b);
    const backward = twoSampleKs(b, a);
    expect(backward.statistic).toBe(forward.statistic);
    expect(backward.pValue).toBeCloseTo(forward.pValue, 12);
    expect(forward.pValue).toBeGreaterThanOrEqual(0);
    expect(forward.pValue).toBeLessThanOrEqual(1);
    expect(twoSampleKs(a.map(Math.exp), b.map(Math.exp))).toEqual(forward);
  });

  test.prop([sample])('finds no distance between a sample and itself', (a) => {
    expect(twoSampleKs(a, a)).toEqual({ statistic: 0, pValue: 1, method: 'exact' });
  });
});

describe('asymptoticPValue', () => {
  it('approaches the exact one', () => {
    expect(asymptoticPValue(3000, 2000, 0.03)).toBeCloseTo(exactPValue(3000, 2000, 180), 2);
  });

  it('rounds the effective sample size half to even, as NumPy does', () => {
    expect(asymptoticPValue(1, 1, 0.6)).toBe(asymptoticPValue(1, 0.25, 0.6)); // 0.5 and 0.2, both 0 rows
    expect(asymptoticPValue(3, 3, 0.6)).toBe(asymptoticPValue(4, 4, 0.6)); // 1.5 and 2
  });
});

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
