import { requireNumerical } from '../column-pair.ts';
import { standardDeviation } from '../statistics/moments.ts';
import type { DriftTest } from './drift-test.ts';

/** Stands in for the standard deviation of a (nearly) constant reference. */
const SMALLEST_SCALE = 0.001;

/**
 * First Wasserstein ("earth mover's") distance of two sorted samples: the area between their distribution functions,
 * in the unit of the values.
 */
export function wassersteinDistance(reference: Float64Array, current: Float64Array): number {
  const [weight, weightNow] = [1 / reference.length, 1 / current.length];
  let area = 0;
  let previous = Math.min(reference[0]!, current[0]!);
  let i = 0;
  let j = 0;
  // One value at a time: of equal ones, all but the first add nothing.
  while (i < reference.length && j < current.length) {
    const before = reference[i]!;
    const now = current[j]!;
    const isBefore = before <= now;
    const value = isBefore ? before : now;
    area += Math.abs(i * weight - j * weightNow) * (value - previous);
    previous = value;
    // Which side comes next is a coin toss: adding is faster than branching.
    i += isBefore ? 1 : 0;
    j += isBefore ? 0 : 1;
  }
  for (; i < reference.length; i++) {
    area += (1 - i * weight) * (reference[i]! - previous);
    previous = reference[i]!;
  }
  for (; j < current.length; j++) {
    area += (1 - j * weightNow) * (current[j]! - previous);
    previous = current[j]!;
  }
  return area;
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
