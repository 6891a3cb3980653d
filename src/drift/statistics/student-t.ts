import { regularizedBeta } from './incomplete-beta.ts';
import { mean, sampleVariance } from './moments.ts';

/** P(|T| ≥ |t|) of Student's t distribution; NaN for NaN, 0 for infinite t. */
export function studentTwoSided(t: number, degrees: number): number {
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return regularizedBeta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square));
}

/**
 * Student's t-test of two samples' means, their variances taken for equal, as SciPy 1.17's `ttest_ind`.
 *
 * @returns the two-sided p-value; NaN for two single values, and for constants that are equal to the last bit of their means
 */
export function twoSampleT(reference: Float64Array, current: Float64Array): number {
  const [before, now] = [reference.length, current.length];
  const [centre, centreNow] = [mean(reference), mean(current)];
  const degrees = before + now - 2;
  const squares = (before - 1) * sampleVariance(reference, centre) + (now - 1) * sampleVariance(current, centreNow);
  const standardError = Math.sqrt((squares / degrees) * (1 / before + 1 / now));
  return studentTwoSided((centre - centreNow) / standardError, degrees);
}
