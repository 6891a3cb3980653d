import { sharesOf } from '../binning/shares.ts';
import { frequenciesOf } from '../column-pair.ts';
import type { DriftTest } from './drift-test.ts';

/** Total variation distance, 0..1: the share of the rows that would have to change their value to undo the difference. */
export const totalVariation: DriftTest = {
  displayName: 'Total variation distance',
  kind: 'distance',
  appliesTo: ['categorical'],
  driftsWhen: 'at or above',
  defaultThreshold: 0.1,
  score(pair) {
    const { reference, current } = sharesOf(frequenciesOf(pair));
    return reference.reduce((sum, share, level) => sum + Math.abs(share - current[level]!), 0) / 2;
  },
};
