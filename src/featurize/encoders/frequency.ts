import type { FeatureStep } from '../../contracts/feature-plan.ts';
import { countLevels, type Encoder, levelsIn, lookUp } from './encoder.ts';

/** The share of the training rows with that text, 0..1; unseen or missing is 0. */
export const frequency: Encoder<Extract<FeatureStep, { kind: 'frequency' }>> = {
  fit: (column, trainRows) => {
    const counts = countLevels(column, trainRows);
    const shares = Array.from(
      counts.filter((count) => count > 0),
      (count) => Math.fround(count / trainRows.length),
    );
    return {
      kind: 'frequency',
      feature: column.name,
      column: column.name,
      levels: levelsIn(column, trainRows),
      shares,
    };
  },
  valuesByLevel: ({ levels, shares }, column) =>
    lookUp(column, new Map(levels.map((level, index) => [level, shares[index]!])), 0),
};
