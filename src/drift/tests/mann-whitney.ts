import { requireNumerical } from '../column-pair.ts';
import { mannWhitneyTail } from '../statistics/mann-whitney.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Mann-Whitney U test; the score is its p-value. One-sided as Evidently has it: only values that have grown are drift,
 * and values that have shrunk score near 1.
 */
export const mannWhitney: DriftTest = {
  displayName: 'Mann-Whitney U-rank test',
  kind: 'p_value',
  appliesTo: ['numerical'],
  driftsWhen: 'below',
  defaultThreshold: 0.05,
  score: (pair) => mannWhitneyTail(requireNumerical(pair)),
};
