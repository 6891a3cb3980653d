import { largestGapInCells } from '../cells/gap.ts';
import { requireNumerical, type Samples, unorderedValues } from '../column-pair.ts';
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
    const numerical = requireNumerical(pair);
    const samples = unorderedValues(numerical);
    const gap = largestGapInCells(samples);
    return gap === undefined ? largestGap(numerical) : gap / (samples.reference.length * samples.current.length);
  },
};

function largestGap({ reference, current }: Samples): number {
  const [before, now] = [reference.length, current.length];
  let largest = 0;
  // Past the end of one sample the distance only shrinks.
  for (let i = 0, j = 0; i < before && j < now; ) {
    const value = Math.min(reference[i]!, current[j]!);
    while (i < before && reference[i]! === value) i++;
    while (j < now && current[j]! === value) j++;
    largest = Math.max(largest, Math.abs(i / before - j / now));
  }
  return largest;
}
