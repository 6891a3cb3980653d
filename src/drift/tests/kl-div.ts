import { binnedShares, fillEmptyBins, type Shares } from '../binning/shares.ts';
import { total } from '../frequencies.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Kullback-Leibler divergence of the current shares from the reference's, in nats; both sides are brought to sum 1
 * first, because filling empty bins adds to them.
 *
 * @param shares - without empty bins
 */
function kullbackLeiblerDivergence({ reference, current }: Shares): number {
  const [before, now] = [total(reference), total(current)];
  return reference.reduce((sum, weight, bin) => {
    const share = weight / before;
    return sum + share * Math.log(share / (current[bin]! / now));
  }, 0);
}

export const klDiv: DriftTest = {
  displayName: 'Kullback-Leibler divergence',
  kind: 'distance',
  appliesTo: ['numerical', 'categorical'],
  driftsWhen: 'at or above',
  defaultThreshold: 0.1,
  score: (pair) => kullbackLeiblerDivergence(fillEmptyBins(binnedShares(pair))),
};
