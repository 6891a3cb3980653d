import type { FeatureStep } from '../../contracts/feature-plan.ts';
import { type Encoder, levelsIn, lookUp } from './encoder.ts';

/** The rank of the text among the training values in code-point order; unseen or missing is missing. */
export const ordinal: Encoder<Extract<FeatureStep, { kind: 'ordinal' }>> = {
  fit: (column, trainRows) => ({
    kind: 'ordinal',
    feature: column.name,
    column: column.name,
    levels: levelsIn(column, trainRows),
  }),
  valuesByLevel: ({ levels }, column) =>
    lookUp(column, new Map(levels.map((level, rank) => [level, rank])), Number.NaN),
};
