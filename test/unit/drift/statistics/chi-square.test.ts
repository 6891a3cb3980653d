import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { chiSquareTail, normalTwoSided, upperIncompleteGamma } from '#src/drift/statistics/chi-square.ts';

describe('chiSquareTail', () => {
  it('is e^(−x/2) with two degrees of freedom', () => {
    for (const x of [0, 0.3, 2, 20, 700]) expect(chiSquareTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 12);
  });

  it('is certain at 0, impossible at infinity, undefined without degrees of freedom', () => {
    expect(chiSquareTail(0, 3)).toBe(1);
    expect(chiSquareTail(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(chiSquareTail(1, 0)).toBeNaN();
  });

  test.prop([fc.double({ min: 0.01, max: 300, noNaN: true }), fc.double({ min: 0, max: 600, noNaN: true })])(
    'obeys Q(a+1, x) = Q(a, x) + x^a e^−x / Γ(a+1)',
    (a, x) => {
      const step = upperIncompleteGamma(a + 1, x) - upperIncompleteGamma(a, x);
      const upperStep = upperIncompleteGamma(a + 2, x) - upperIncompleteGamma(a + 1, x);
      expect(step).toBeGreaterThanOrEqual(-1e-12);
      expect(upperStep).toBeCloseTo((step * x) / (a + 1), 10);
    },
  );
});

describe('normalTwoSided', () => {
  it('gives the familiar significance levels', () => {
    expect(normalTwoSided(0)).toBe(1);
    expect(normalTwoSided(1.959963984540054)).toBeCloseTo(0.05, 14);
    expect(normalTwoSided(-2.5758293035489004)).toBeCloseTo(0.01, 14);
  });
});
