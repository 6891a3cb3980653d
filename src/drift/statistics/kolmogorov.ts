import { durbinProbability } from './durbin-matrix.ts';
import { pelzGoodProbability } from './pelz-good.ts';
import { binomialDensity } from './saddle-point.ts';

/** Up to this many observations the exact matrix method is fast enough for every statistic. */
const SMALL_SAMPLE = 140;

/**
 * P(D⁺ ≥ d) of the one-sided one-sample Kolmogorov-Smirnov statistic, exactly, 0 < d < 1.
 *
 * @see Birnbaum and Tingey (1951); each term of their sum is a binomial probability, so none can overflow
 */
export function oneSidedTail(rows: number, d: number): number {
  let sum = Math.exp(rows * Math.log1p(-d));
  const offset = rows * d;
  const last = Math.min(Math.ceil(rows - offset) - 1, rows - 1);
  for (let below = 1; below <= last; below++) {
    const expected = offset + below;
    if (expected < rows) sum += (offset / expected) * binomialDensity(below, rows, expected);
  }
  return Math.min(sum, 1);
}

/**
 * P(D ≥ d) of the two-sided one-sample Kolmogorov-Smirnov statistic.
 *
 * @param rows - sample size, a positive integer
 * @param d - the statistic, 0..1
 * @see Simard and L'Ecuyer (2011), "Computing the Two-Sided Kolmogorov-Smirnov Distribution", whose division of the
 * plane into methods this is; SciPy's `kstwo.sf` follows it too
 */
export function kolmogorovTail(rows: number, d: number): number {
  if (d >= 1) return 0;
  if (rows * d <= 0.5) return 1;
  const scaled = rows * d * d;
  if (rows > SMALL_SAMPLE && d < 0.5 && scaled >= 370) return 0;
  if (d >= 0.5 || scaled >= (rows > SMALL_SAMPLE ? 2.2 : 4)) return Math.min(2 * oneSidedTail(rows, d), 1);
  return Math.min(Math.max(1 - kolmogorovCentre(rows, d), 0), 1);
}

/** P(D < d) where neither tail is negligible. */
function kolmogorovCentre(rows: number, d: number): number {
  const matrixIsSmall = rows <= SMALL_SAMPLE || (rows <= 100_000 && rows * d ** 1.5 <= 1.4);
  return matrixIsSmall ? durbinProbability(rows, d) : pelzGoodProbability(rows, d);
}
