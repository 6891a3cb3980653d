import { largestGapInCells } from '../cells/gap.ts';
import { requireNumerical, unorderedValues } from '../column-pair.ts';
import { asymptoticPValue, twoSampleKs } from '../statistics/two-sample-ks.ts';
import type { DriftTest } from './drift-test.ts';

/** Two-sample Kolmogorov-Smirnov test; the score is its p-value. */
export const ks: DriftTest = {
  displayName: 'K-S p_value',
  kind: 'p_value',
  appliesTo: ['numerical'],
  driftsWhen: 'at or below',
  defaultThreshold: 0.05,
  score(pair) {
    const numerical = requireNumerical(pair);
    const { reference, current } = unorderedValues(numerical);
    const gap = largestGapInCells({ reference, current });
    if (gap === undefined) return twoSampleKs(numerical.reference, numerical.current).pValue;
    const [before, now] = [reference.length, current.length];
    return asymptoticPValue(before, now, gap / (before * now));
  },
};
