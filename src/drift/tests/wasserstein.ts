import { requireNumerical } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import type { DriftTest } from './drift-test.ts';

/** Stands in for the standard deviation of a (nearly) constant reference. */
const SMALLEST_SCALE = 0.001;

/**
 * First Wasserstein ("earth mover's") distance of two sorted samples: the area between their distribution functions,
 * in the unit of the values.
 */
export function wassersteinDistance(reference: Float64Array, current: Float64Array): number {
  let area = 0;
  let previous = 0;
  let below = 0;
  let belowNow = 0;
  walkTogether(reference, current, (value, inReference, inCurrent) => {
    // The gap is 0 before the first value, whatever `previous` is.
    area += Math.abs(below / reference.length - belowNow / current.length) * (value - previous);
    previous = value;
    below += inReference;
    belowNow += inCurrent;
    return true;
  });
  return area;
}

/** Standard deviation of the population (divided by n). */
function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** The distance in standard deviations of the reference. */
export const wasserstein: DriftTest = {
  displayName: 'Wasserstein distance (normed)',
  kind: 'distance',
  appliesTo: ['numerical'],
  driftsWhen: 'at or above',
  defaultThreshold: 0.1,
  score(pair) {
    const { reference, current } = requireNumerical(pair);
    return wassersteinDistance(reference, current) / Math.max(standardDeviation(reference), SMALLEST_SCALE);
  },
};
