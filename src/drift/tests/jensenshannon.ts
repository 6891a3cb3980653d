import { binnedShares, type Shares } from '../binning/shares.ts';
import type { DriftTest } from './drift-test.ts';

/**
 * Square root of the Jensen-Shannon divergence in nats: the mean Kullback-Leibler divergence of both sides from their
 * average. 0 for equal shares, √ln 2 ≈ 0.83 for disjoint ones.
 *
 * @see Lin (1991), "Divergence measures based on the Shannon entropy"
 */
function jensenShannonDistance({ reference, current }: Shares): number {
  const divergence = reference.reduce((sum, before, bin) => {
    const now = current[bin]!;
    const average = (before + now) / 2;
    return sum + relativeEntropy(before, average) + relativeEntropy(now, average);
  }, 0);
  // Rounding can leave a tiny negative sum for equal shares.
  return Math.sqrt(Math.max(divergence / 2, 0));
}

const relativeEntropy = (share: number, average: number): number =>
  share === 0 ? 0 : share * Math.log(share / average);

export const jensenshannon: DriftTest = {
  displayName: 'Jensen-Shannon distance',
  kind: 'distance',
  appliesTo: ['numerical', 'categorical'],
  driftsWhen: 'at or above',
  defaultThreshold: 0.1,
  score: (pair) => jensenShannonDistance(binnedShares(pair)),
};
