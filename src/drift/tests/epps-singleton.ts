import { requireNumerical } from '../column-pair.ts';
import { eppsSingletonPValue } from '../statistics/epps-singleton.ts';
import type { DriftTest } from './drift-test.ts';

/** Epps-Singleton test; the score is its p-value, undefined below five rows a side or when half of all values are equal. */
export const es: DriftTest = {
  displayName: 'Epps-Singleton',
  kind: 'p_value',
  appliesTo: ['numerical'],
  driftsWhen: 'below',
  defaultThreshold: 0.05,
  score: (pair) => eppsSingletonPValue(requireNumerical(pair)),
};
