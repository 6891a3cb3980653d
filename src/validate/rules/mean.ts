import { statisticRule } from './statistic.ts';

export const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value / values.length, 0);

/** Arithmetic mean of the finite values. */
export const mean = statisticRule({ name: 'mean', of: meanOf });
