import type { FeatureStep } from '../../contracts/feature-plan.ts';
import { countLevels, type Encoder, lookUp } from './encoder.ts';

/** The rank of the text among the training values in code-point order; a level of its own for the others comes last. */
export const ordinal: Encoder<Extract<FeatureStep, { kind: 'ordinal' }>> = {
  fit: (column, trainRows, impute) => {
    const { levels, mostFrequent } = countLevels(column, trainRows);
    const step = { kind: 'ordinal', feature: column.name, column: column.name, levels } as const;
    if (impute === 'none') return step;
    return { ...step, otherwise: impute === 'level' ? levels.length : mostFrequent };
  },
  valuesByLevel: ({ levels, otherwise = Number.NaN }, column) =>
    lookUp(column, new Map(levels.map((level, rank) => [level, rank])), otherwise),
};
