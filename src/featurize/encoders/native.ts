import type { FeatureStep } from '../../contracts/feature-plan.ts';
import type { Encoder } from './encoder.ts';
import { ordinal } from './ordinal.ts';

/** The same ranks as `ordinal`, which the learner takes for categories without an order. */
export const native: Encoder<Extract<FeatureStep, { kind: 'ordinal' }>> = {
  ...ordinal,
  fit: (column, trainRows, impute) => ({ ...ordinal.fit(column, trainRows, impute), native: true }),
};
