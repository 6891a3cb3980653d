import { type Shares, sharesOf, sturgesShares } from '../binning/shares.ts';
import { type ColumnPair, distinctTogether, frequenciesOf } from '../column-pair.ts';
import type { DriftTest } from './drift-test.ts';

/** Hellinger distance: √(1 − Bhattacharyya coefficient); 0 for equal shares, 1 for disjoint ones. */
function hellingerDistance({ reference, current }: Shares): number {
  const overlap = reference.reduce((sum, before, bin) => sum + Math.sqrt(before * current[bin]!), 0);
  return Math.sqrt(1 - Math.min(overlap, 1));
}

/** Unlike the other binned tests, Evidently's rule counts the distinct values here, not the rows, to choose the bins. */
const hellingerShares = (pair: ColumnPair): Shares =>
  pair.type === 'categorical' ? sharesOf(frequenciesOf(pair)) : sturgesShares(pair, distinctTogether(pair));

export const hellinger: DriftTest = {
  displayName: 'Hellinger distance',
  kind: 'distance',
  appliesTo: ['numerical', 'categorical'],
  driftsWhen: 'at or above',
  defaultThreshold: 0.1,
  score: (pair) => hellingerDistance(hellingerShares(pair)),
};
