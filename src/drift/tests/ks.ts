import { requireNumerical } from '../column-pair.ts';
import { twoSampleKs } from '../statistics/two-sample-ks.ts';
import type { DriftTest } from './drift-test.ts';

/** Two-sample Kolmogorov-Smirnov test; the score is its p-value. */
export const ks: DriftTest = {
  displayName: 'K-S p_value',
  kind: 'p_value',
  appliesTo: ['numerical'],
  driftsWhen: 'at or below',
  defaultThreshold: 0.05,
  score(pair) {
    const { reference, current } = requireNumerical(pair);
    return twoSampleKs(reference, current).pValue;
  },
};
