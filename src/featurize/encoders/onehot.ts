import type { FeatureStep } from '../../contracts/feature-plan.ts';
import { type Encoder, levelsIn } from './encoder.ts';

/** One feature per training value: 1 where the text equals it, else 0; unseen or missing is 0 everywhere. */
export const onehot: Encoder<Extract<FeatureStep, { kind: 'onehot' }>> = {
  fit: (column, trainRows) => {
    const levels = levelsIn(column, trainRows);
    return { kind: 'onehot', features: levels.map((level) => `${column.name}=${level}`), column: column.name, levels };
  },
  valuesByLevel: ({ levels }, column) =>
    [...column.levels, undefined].map((text) => levels.map((level) => (level === text ? 1 : 0))),
};
