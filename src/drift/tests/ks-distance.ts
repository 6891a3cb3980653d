import { requireNumerical } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * The Kolmogorov-Smirnov statistic itself, not its p-value: the largest distance between the two empirical distribution
 * functions, 0..1. A tenth is a shift of a normal variable by a quarter of its standard deviation.
 */
export const ksDistance: DriftTest = {
  displayName: 'K-S distance',
  kind: 'distance',
  appliesTo: ['numerical'],
  driftsWhen: 'at or above',
  defaultThreshold: 0.1,
  score(pair) {
    const { reference, current } = requireNumerical(pair);
    const [before, now] = [reference.length, current.length];
    let [belowBefore, belowNow, largest] = [0, 0, 0];
    walkTogether(reference, current, (_, inReference, inCurrent) => {
      belowBefore += inReference;
      belowNow += inCurrent;
      largest = Math.max(largest, Math.abs(belowBefore / before - belowNow / now));
      return true;
    });
    return largest;
  },
};
