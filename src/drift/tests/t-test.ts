import { requireNumerical, unorderedValues } from '../column-pair.ts';
import { twoSampleT } from '../statistics/student-t.ts';
import type { DriftTest } from './drift-test.ts';

/** Student's t-test of equal means, with the variances taken for equal as Evidently has it; the score is its p-value. */
export const tTest: DriftTest = {
  displayName: 't_test',
  kind: 'p_value',
  appliesTo: ['numerical'],
  driftsWhen: 'below',
  defaultThreshold: 0.05,
  score(pair) {
    const { reference, current } = unorderedValues(requireNumerical(pair));
    return twoSampleT(reference, current);
  },
};
