import { type ColumnPair, frequenciesOf, type NumericalPair, unorderedValues } from '../column-pair.ts';
import { extremes } from '../extremes.ts';
import { type Frequencies, total } from '../frequencies.ts';
import { distinctUpTo } from '../sorted-values.ts';
import { countInBins, sturgesGrid } from './sturges.ts';

/** Share of the rows in each bin, over the same bins on both sides; each side sums to 1. */
export interface Shares {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

/** A numeric reference with more distinct values is binned by Sturges' rule. */
const MOST_DISTINCT_AS_BINS = 20;

/** An empty bin is filled with this share, unless the smallest share is not above it. */
const FILL = 1e-4;
const FILL_RELATIVE_TO_SMALLEST = 1e-6;

/** Shares over Sturges' bins for a numeric column with many values, else over the values themselves. */
export function binnedShares(pair: ColumnPair): Shares {
  if (pair.type === 'categorical') return sharesOf(frequenciesOf(pair));
  const { reference, current } = unorderedValues(pair);
  if (distinctUpTo(reference, MOST_DISTINCT_AS_BINS + 1) <= MOST_DISTINCT_AS_BINS) return sharesOf(frequenciesOf(pair));
  return sturgesShares(pair, reference.length + current.length);
}

/** Shares over one grid that spans both samples, by Sturges' rule for so many `observations`. */
export function sturgesShares(pair: NumericalPair, observations: number): Shares {
  const { reference, current } = unorderedValues(pair);
  const [before, now] = [extremes(reference), extremes(current)];
  const lowest = Math.min(before.smallest, now.smallest);
  const highest = Math.max(before.largest, now.largest);
  const grid = sturgesGrid(lowest, highest, observations, pair.integers);
  return sharesOf({ reference: countInBins(reference, grid), current: countInBins(current, grid) });
}

export function sharesOf({ reference, current }: Frequencies): Shares {
  const [before, now] = [total(reference), total(current)];
  return { reference: reference.map((count) => count / before), current: current.map((count) => count / now) };
}

/**
 * Replaces empty bins so that logarithms stay finite, each side by itself: by 0.0001, or by a millionth of the
 * smallest share where that is not above 0.0001. The result no longer sums to 1.
 */
export function fillEmptyBins({ reference, current }: Shares): Shares {
  return { reference: filled(reference), current: filled(current) };
}

function filled(shares: readonly number[]): readonly number[] {
  const smallest = shares.reduce((least, share) => (share > 0 && share < least ? share : least), 1);
  const fill = smallest <= FILL ? smallest * FILL_RELATIVE_TO_SMALLEST : FILL;
  return shares.map((share) => (share === 0 ? fill : share));
}
