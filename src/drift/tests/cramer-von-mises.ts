import { requireNumerical } from '../column-pair.ts';
import { cramerVonMisesPValue } from '../statistics/cramer-von-mises.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Two-sample Cramér-von Mises test; the score is its p-value. Up to 20 rows a side it is SciPy's exact one: Evidently's
 * own copy of that code raises an error there, or loses digits to half precision.
 */
export const cramerVonMises: DriftTest = {
  displayName: 'Cramer-von Mises',
  kind: 'p_value',
  appliesTo: ['numerical'],
  driftsWhen: 'at or below',
  defaultThreshold: 0.1,
  score: (pair) => cramerVonMisesPValue(requireNumerical(pair)),
};
