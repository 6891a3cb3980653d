import { binnedShares, fillEmptyBins, type Shares } from '../binning/shares.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Population stability index: the symmetrised Kullback-Leibler divergence of two binned samples, in nats.
 *
 * @param shares - without empty bins
 * @returns 0 for equal shares, unbounded above
 * @see Kullback and Leibler (1951), "On Information and Sufficiency": the divergence J
 */
function populationStabilityIndex({ reference, current }: Shares): number {
  return reference.reduce((sum, before, bin) => sum + (before - current[bin]!) * Math.log(before / current[bin]!), 0);
}

export const psi: DriftTest = {
  displayName: 'PSI',
  kind: 'distance',
  appliesTo: ['numerical', 'categorical'],
  driftsWhen: 'at or above',
  defaultThreshold: 0.1,
  score: (pair) => populationStabilityIndex(fillEmptyBins(binnedShares(pair))),
};
