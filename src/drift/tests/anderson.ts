import { requireNumerical } from '../column-pair.ts';
import { standardizedAndersonDarling } from '../statistics/anderson-darling-midrank.ts';
import type { DriftTest } from './drift-test.ts';

/** The range of Scholz and Stephens' table, beyond which the p-value stays what it is at the end. */
const TABLE = { from: 0.325, to: 6.546, largest: 0.25, smallest: 0.001 };

/** ln p as a parabola of the statistic, fitted by least squares to the seven points of the table, as SciPy does. */
const PARABOLA = [-1.077770279820484, -1.0082265644652515, 0.01819809457411147] as const;

/** @see Scholz and Stephens (1987), "K-Sample Anderson-Darling Tests", table 2 for two samples */
function tabulatedPValue(statistic: number): number {
  if (statistic < TABLE.from) return TABLE.largest;
  if (statistic > TABLE.to) return TABLE.smallest;
  const [constant, linear, square] = PARABOLA;
  return Math.exp(constant + statistic * (linear + statistic * square));
}

/** Two-sample Anderson-Darling test with midranks; the score is its p-value, from 0.001 to 0.25 as far as the table goes. */
export const anderson: DriftTest = {
  displayName: 'Anderson-Darling',
  kind: 'p_value',
  appliesTo: ['numerical'],
  driftsWhen: 'below',
  defaultThreshold: 0.1,
  score: (pair) => tabulatedPValue(standardizedAndersonDarling(requireNumerical(pair))),
};
