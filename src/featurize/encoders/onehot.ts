import type { FeatureStep } from '../../contracts/feature-plan.ts';
import { countLevels, type Encoder } from './encoder.ts';

/** One feature per training value: 1 where the text equals it, else 0; a level of its own for the others comes last. */
export const onehot: Encoder<Extract<FeatureStep, { kind: 'onehot' }>> = {
  fit: (column, trainRows, impute) => {
    const { levels, mostFrequent } = countLevels(column, trainRows);
    const features = levels.map((level) => `${column.name}=${level}`);
    const step = { kind: 'onehot', features, column: column.name, levels } as const;
    if (impute === 'none') return step;
    if (impute === 'most_frequent') return { ...step, otherwise: mostFrequent };
    return { ...step, features: [...features, `${column.name}=`], otherwise: levels.length };
  },
  valuesByLevel: ({ features, levels, otherwise }, column) => {
    const ranks = new Map(levels.map((level, rank) => [level, rank]));
    const row = (rank: number | undefined) => features.map((_, feature) => (feature === rank ? 1 : 0));
    return [...column.levels.map((level) => row(ranks.get(level) ?? otherwise)), row(otherwise)];
  },
};
