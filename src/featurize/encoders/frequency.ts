import type { FeatureStep } from '../../contracts/feature-plan.ts';
import { countLevels, type Encoder, lookUp } from './encoder.ts';

/** The share of the training rows with that text, 0..1; of those without any text, for a level of its own. */
export const frequency: Encoder<Extract<FeatureStep, { kind: 'frequency' }>> = {
  fit: (column, trainRows, impute) => {
    const { levels, counts, mostFrequent } = countLevels(column, trainRows);
    const shareOf = (count: number) => Math.fround(count / trainRows.length);
    const shares = counts.map(shareOf);
    const step = { kind: 'frequency', feature: column.name, column: column.name, levels, shares } as const;
    if (impute === 'none') return step;
    const missing = trainRows.filter((row) => column.codes[row] === -1).length;
    return { ...step, otherwise: impute === 'level' ? shareOf(missing) : shares[mostFrequent]! };
  },
  valuesByLevel: ({ levels, shares, otherwise = 0 }, column) =>
    lookUp(column, new Map(levels.map((level, index) => [level, shares[index]!])), otherwise),
};
