import { requireNumerical } from '../column-pair.ts';
import { energyDistance } from '../statistics/energy-distance.ts';
import type { DriftTest } from './drift-test.ts';

/** Energy distance, in the square root of the values' unit: unlike the normed Wasserstein distance it depends on units. */
export const ed: DriftTest = {
  displayName: 'Energy-distance',
  kind: 'distance',
  appliesTo: ['numerical'],
  driftsWhen: 'above',
  defaultThreshold: 0.1,
  score: (pair) => energyDistance(requireNumerical(pair)),
};
