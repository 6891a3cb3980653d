import { binomialDensity } from './saddle-point.ts';

/** Where a denominator of the continued fraction would vanish. */
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b), for a > 0 and b > 0.
 *
 * @param x - 0..1
 * @param complement - 1 − x, without its cancellation
 * @returns NaN where an argument is NaN
 * @see https://dlmf.nist.gov/8.17#E22 for the continued fraction, https://dlmf.nist.gov/8.17#E4 for the reflection
 */
export function regularizedBeta(a: number, b: number, x: number, complement: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  if (complement === 0) return 1;
  return x <= (a + 1) / (a + b + 2) ? betaFraction(a, b, x) : 1 - betaFraction(b, a, complement);
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1, change = 0; Math.abs(change - 1) > Number.EPSILON; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    change = c * d;
    fraction *= change;
  }
  // x^a (1 − x)^b / (a B(a, b)), as a binomial probability so that nothing overflows.
  return (binomialDensity(a, a + b, (a + b) * x) * b * fraction) / (a + b);
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
