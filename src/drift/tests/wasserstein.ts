import { areaInCells } from '../cells/area.ts';
import { requireNumerical, unorderedValues } from '../column-pair.ts';
import { standardDeviation } from '../statistics/moments.ts';
import type { DriftTest } from './drift-test.ts';

/** Stands in for the standard deviation of a (nearly) constant reference. */
const SMALLEST_SCALE = 0.001;

/**
 * First Wasserstein ("earth mover's") distance of two sorted samples: the area between their distribution functions,
 * in the unit of the values.
 */
export function wassersteinDistance(reference: Float64Array, current: Float64Array): number {
  const rows = reference.length;
  const rowsNow = current.length;
  const weight = 1 / rows;
  const weightNow = 1 / rowsNow;
  let area = 0;
  let previous = Math.min(reference[0]!, current[0]!);
  let i = 0;
  let j = 0;
  // One value at a time: of equal ones, all but the first add nothing.
  while (i < rows && j < rowsNow) {
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
  return area + areaBeyond(reference, i, previous) + areaBeyond(current, j, previous);
}

/** What the rest of one sample adds once the other's function has reached 1; nothing for the sample that has ended. */
function areaBeyond(sorted: Float64Array, from: number, start: number): number {
  let area = 0;
  let previous = start;
  for (let row = from; row < sorted.length; row++) {
    area += (1 - row / sorted.length) * (sorted[row]! - previous);
    previous = sorted[row]!;
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
    const numerical = requireNumerical(pair);
    // Before anything is sorted: of values far from zero, the order of the rows decides how the mean is rounded.
    const scale = Math.max(standardDeviation(unorderedValues(numerical).reference), SMALLEST_SCALE);
    const area = areaInCells(unorderedValues(numerical)) ?? wassersteinDistance(numerical.reference, numerical.current);
    return area / scale;
  },
};
