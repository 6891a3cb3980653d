import { poissonDensity } from './saddle-point.ts';

/** Where a denominator of the continued fraction would vanish. */
const TINY = 1e-300;

/**
 * The upper regularised incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), for a > 0 and x ≥ 0.
 *
 * @see https://dlmf.nist.gov/8.11#E4 for the series left of the mean, https://dlmf.nist.gov/8.9#E2 for the
 * continued fraction right of it (evaluated by Lentz's method)
 */
export function upperIncompleteGamma(a: number, x: number): number {
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * Number.EPSILON; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return poissonDensity(a, x) * sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1, change = 0; Math.abs(change - 1) > Number.EPSILON; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    change = c * d;
    fraction *= change;
  }
  return poissonDensity(a, x) * a * fraction;
}

const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** P(X ≥ statistic) for a chi-square variable with `degrees` degrees of freedom; NaN without any. */
export function chiSquareTail(statistic: number, degrees: number): number {
  return degrees > 0 ? upperIncompleteGamma(degrees / 2, statistic / 2) : Number.NaN;
}

/** P(|Z| ≥ |z|) for a standard normal Z: its square is a chi-square variable with one degree of freedom. */
export function normalTwoSided(z: number): number {
  return chiSquareTail(z * z, 1);
}

/** P(Z ≥ z) for a standard normal Z. */
export function normalTail(z: number): number {
  const beyond = normalTwoSided(z) / 2;
  return z > 0 ? beyond : 1 - beyond;
}
