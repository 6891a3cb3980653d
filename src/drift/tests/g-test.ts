import { frequenciesOf } from '../column-pair.ts';
import { type Frequencies, total } from '../frequencies.ts';
import { chiSquareTail } from '../statistics/chi-square.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * The log-likelihood ratio 2 Σ O ln(O / E) of the current counts against the reference's, scaled to as many rows.
 * Evidently does not scale, so that SciPy refuses sides of different sizes; with equal ones both agree.
 *
 * @returns the p-value; 0 when the reference lacks a value that the current data has, NaN for a single value
 * @see Sokal and Rohlf, "Biometry", on the G-test
 */
function likelihoodRatio({ reference, current }: Frequencies): number {
  const scale = total(current) / total(reference);
  const statistic = current.reduce((sum, observed, level) => {
    return observed === 0 ? sum : sum + 2 * observed * Math.log(observed / (reference[level]! * scale));
  }, 0);
  // Rounding can leave a tiny negative sum for equal shares.
  return chiSquareTail(Math.max(statistic, 0), current.length - 1);
}

export const gTest: DriftTest = {
  displayName: 'g_test',
  kind: 'p_value',
  appliesTo: ['categorical'],
  driftsWhen: 'below',
  defaultThreshold: 0.1,
  score: (pair) => likelihoodRatio(frequenciesOf(pair)),
};
