import { frequenciesOf } from '../column-pair.ts';
import { type Frequencies, total } from '../frequencies.ts';
import { normalTwoSided } from '../statistics/chi-square.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Two-sample z-test of the share of rows that do not have the smallest value, with the pooled variance.
 *
 * @returns the two-sided p-value; 1 when both sides hold one and the same value
 */
function shareDifference({ reference, current }: Frequencies): number {
  if (reference.length === 1) return 1;
  const [before, now] = [total(reference), total(current)];
  const pooled = 1 - (reference[0]! + current[0]!) / (before + now);
  const difference = current[0]! / now - reference[0]! / before;
  return normalTwoSided(difference / Math.sqrt(pooled * (1 - pooled) * (1 / before + 1 / now)));
}

export const z: DriftTest = {
  displayName: 'Z-test p_value',
  kind: 'p_value',
  appliesTo: ['categorical'],
  driftsWhen: 'below',
  defaultThreshold: 0.05,
  score: (pair) => shareDifference(frequenciesOf(pair)),
};
