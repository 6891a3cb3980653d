import { frequenciesOf } from '../column-pair.ts';
import { type Frequencies, total } from '../frequencies.ts';
import { chiSquareTail } from '../statistics/chi-square.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Pearson's goodness of fit of the current counts to the reference's shares, over the values of both sides.
 *
 * @returns the p-value; 0 when the reference lacks a value that the current data has, NaN for a single value
 */
export function goodnessOfFit({ reference, current }: Frequencies): number {
  const scale = total(current) / total(reference);
  const statistic = current.reduce((sum, observed, level) => {
    const expected = reference[level]! * scale;
    return sum + (observed - expected) ** 2 / expected;
  }, 0);
  return chiSquareTail(statistic, current.length - 1);
}

export const chisquare: DriftTest = {
  displayName: 'chi-square p_value',
  kind: 'p_value',
  appliesTo: ['categorical'],
  driftsWhen: 'below',
  defaultThreshold: 0.05,
  score: (pair) => goodnessOfFit(frequenciesOf(pair)),
};
