import { describe, expect, it } from 'vitest';
import { binomialDensity, poissonDensity, stirlingError } from '#src/drift/statistics/saddle-point.ts';

describe('stirlingError', () => {
  it.each([1, 2, 5, 15, 16, 20])('completes Stirling’s formula for %d!', (n) => {
    const factorial = Array.from({ length: n }, (_, k) => k + 1).reduce((product, k) => product * k, 1);
    const stirling = (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI);
    expect(stirling + stirlingError(n)).toBeCloseTo(Math.log(factorial), 12);
  });

  it('knows that Γ(3/2) is √π / 2', () => {
    const stirling = Math.log(0.5) - 0.5 + 0.5 * Math.log(2 * Math.PI);
    expect(Math.exp(stirling + stirlingError(0.5))).toBeCloseTo(Math.sqrt(Math.PI) / 2, 14);
  });
});

describe('densities', () => {
  it('are the textbook probabilities for small numbers', () => {
    expect(binomialDensity(3, 10, 3)).toBeCloseTo(120 * 0.3 ** 3 * 0.7 ** 7, 14);
    expect(poissonDensity(2, 3)).toBeCloseTo((9 / 2) * Math.exp(-3), 14);
  });

  it('keep their digits for large numbers (SciPy: binom.pmf, poisson.pmf)', () => {
    expect(binomialDensity(400_000, 1_000_000, 400_100) / 0.0007975483687391172).toBeCloseTo(1, 9);
    expect(poissonDensity(1000, 1010) / 0.012003360186387233).toBeCloseTo(1, 11);
  });
});
