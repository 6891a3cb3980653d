import { pairwiseSum, sumOfSquares } from './pairwise-sum.ts';

export const mean = (values: Float64Array): number => pairwiseSum(values) / values.length;

/** Standard deviation of the population (divided by n). */
export const standardDeviation = (values: Float64Array): number => Math.sqrt(populationVariance(values, mean(values)));

/** Variance of the population that the values are a sample of (divided by n − 1); 0 for a single value. */
export function sampleVariance(values: Float64Array, centre: number): number {
  const rows = values.length;
  return rows === 1 ? 0 : populationVariance(values, centre) * (rows / (rows - 1));
}

const populationVariance = (values: Float64Array, centre: number): number =>
  sumOfSquares(values, centre) / values.length;
