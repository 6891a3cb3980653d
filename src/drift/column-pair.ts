import { type Frequencies, frequenciesOfSorted, total } from './frequencies.ts';
import { distinctUpTo, walkTogether } from './sorted-values.ts';

/** The values of both sides. */
export interface Samples {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** A numeric column of both data sets, cleaned; both sides in ascending order. */
export interface NumericalPair extends Samples {
  readonly type: 'numerical';
  /** The same values in whatever order is at hand, for tests that need not wait until they are sorted. */
  readonly unordered?: () => Samples;
  /** Both sides hold integers without a gap; bins are then at least 1 wide. */
  readonly integers: boolean;
}

/** A categorical column of both data sets, already counted. */
export interface CategoricalPair {
  readonly type: 'categorical';
  readonly frequencies: Frequencies;
}

/** One column of reference and current data, without missing values; neither side is empty. */
export type ColumnPair = NumericalPair | CategoricalPair;

export function frequenciesOf(pair: ColumnPair): Frequencies {
  return pair.type === 'categorical' ? pair.frequencies : frequenciesOfSorted(pair.reference, pair.current);
}

/** @throws TypeError for a categorical column, which the choice of a method never lets through */
export function requireNumerical(pair: ColumnPair): NumericalPair {
  if (pair.type === 'numerical') return pair;
  throw new TypeError('a test of ordered values was given a categorical column');
}

/** The values of a numeric pair in no order to rely on. */
export const unorderedValues = (pair: NumericalPair): Samples => pair.unordered?.() ?? pair;

/** Rows of the reference that are not missing. */
export function referenceRows(pair: ColumnPair): number {
  return pair.type === 'numerical' ? unorderedValues(pair).reference.length : total(pair.frequencies.reference);
}

/** Distinct values of both sides together, counted no further than `limit`. */
export function distinctTogether(pair: ColumnPair, limit = Number.POSITIVE_INFINITY): number {
  if (pair.type === 'categorical') return Math.min(pair.frequencies.reference.length, limit);
  if (limit < Number.POSITIVE_INFINITY) {
    const { reference, current } = unorderedValues(pair);
    const seen = new Set<number>();
    return Math.max(distinctUpTo(reference, limit, seen), distinctUpTo(current, limit, seen));
  }
  let distinct = 0;
  walkTogether(pair.reference, pair.current, () => ++distinct > 0);
  return distinct;
}
