import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { regularizedBeta } from '#src/drift/statistics/incomplete-beta.ts';
import { studentTwoSided, twoSampleT } from '#src/drift/statistics/student-t.ts';

describe('studentTwoSided', () => {
  // 2 * scipy.stats.t.sf(abs(t), degrees), SciPy 1.17.1
  it.each([
    [0.5, 1, 0.7048327646991335],
    [3, 1, 0.20483276469913345],
    [-2, 2.5, 0.1573914957579659],
    [1e-3, 10, 0.999221783374741],
    [2, 30, 0.054625044962983094],
    [5, 1e6, 5.733997870890745e-7],
    [40, 3, 3.4380680789158506e-5],
    [1.5, 2e6, 0.13361456038727018],
  ])('of %f with %f degrees of freedom', (t, degrees, expected) => {
    expect(studentTwoSided(t, degrees) / expected).toBeCloseTo(1, 9);
  });

  it('is 1 at 0, 0 at infinity and undefined without a statistic', () => {
    expect([studentTwoSided(0, 4), studentTwoSided(Number.NEGATIVE_INFINITY, 4)]).toEqual([1, 0]);
    expect(studentTwoSided(Number.NaN, 4)).toBeNaN();
  });

  test.prop([fc.double({ min: 0, max: 50, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), fc.nat(1e6)])(
    'falls as t grows',
    (a, b, degrees) => {
      const [closer, further] = [Math.min(a, b), Math.max(a, b)];
      expect(studentTwoSided(further, degrees + 1)).toBeLessThanOrEqual(studentTwoSided(closer, degrees + 1) + 1e-12);
    },
  );
});

describe('regularizedBeta', () => {
  // scipy.special.betainc(a, b, x), SciPy 1.17.1
  it.each([
    [0.5, 0.5, 0.3, 0.36901011956554536],
    [2, 3, 0.9, 0.9963],
    [50, 0.5, 0.99, 0.3173043978741973],
    [1e6, 0.5, 0.999999, 0.15729915515583534],
  ])('of a = %f and b = %f up to %f', (a, b, x, expected) => {
    expect(regularizedBeta(a, b, x, 1 - x) / expected).toBeCloseTo(1, 8);
  });
});

describe('twoSampleT', () => {
  it('by hand: 1, 2, 3 against 4, 5, 6', () => {
    // difference 3, pooled variance 1, standard error √(2/3)
    expect(twoSampleT(Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6))).toBeCloseTo(
      studentTwoSided(3 / Math.sqrt(2 / 3), 4),
      14,
    );
  });

  it('counts a single value as one without a spread, and two of them as undefined', () => {
    expect(twoSampleT(Float64Array.of(1, 3), Float64Array.of(2))).toBe(1);
    expect(twoSampleT(Float64Array.of(1), Float64Array.of(2))).toBeNaN();
  });

  it('of constants is certain or undefined', () => {
    expect(twoSampleT(Float64Array.of(5, 5), Float64Array.of(6, 6))).toBe(0);
    expect(twoSampleT(Float64Array.of(5, 5), Float64Array.of(5, 5))).toBeNaN();
  });
});
