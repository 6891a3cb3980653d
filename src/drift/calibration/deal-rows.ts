import type { Random } from '#src/random.ts';
import type { ColumnPair, NumericalPair } from '../column-pair.ts';
import { frequenciesOfSorted, total } from '../frequencies.ts';
import { walkTogether } from '../sorted-values.ts';

type Sides = Pick<NumericalPair, 'reference' | 'current'>;

/** Larger sides are thinned to so many rows: their noise is smaller than what is drawn, so the error is towards no drift. */
const MOST_ROWS = 2000;

/**
 * Deals the rows of both sides to the two sides again, at random: a draw from no drift, with the noise of both sides
 * and the ties and tails that the data have.
 */
export function rowDealer(pair: ColumnPair, random: Random): () => ColumnPair {
  if (pair.type === 'numerical') {
    const rows = thinned(merged(pair), pair.reference.length, pair.current.length);
    return () => ({ type: 'numerical', ...deal(rows, random), integers: pair.integers });
  }
  const { reference, current } = pair.frequencies;
  const levels = reference.map((count, level) => count + current[level]!);
  const rows = thinned(levelOfEachRow(levels), total(reference), total(current));
  return () => {
    const dealt = deal(rows, random);
    return { type: 'categorical', frequencies: frequenciesOfSorted(dealt.reference, dealt.current) };
  };
}

interface Rows extends Sides {
  /** Of both sides, ascending. */
  readonly pool: Float64Array;
}

function merged({ reference, current }: Sides): Float64Array {
  const pool = new Float64Array(reference.length + current.length);
  let filled = 0;
  walkTogether(reference, current, (value, inReference, inCurrent) => {
    pool.fill(value, filled, filled + inReference + inCurrent);
    filled += inReference + inCurrent;
    return true;
  });
  return pool;
}

/** The number of its level for every row, ascending. */
function levelOfEachRow(counts: readonly number[]): Float64Array {
  const pool = new Float64Array(total(counts));
  let filled = 0;
  for (const [level, count] of counts.entries()) {
    pool.fill(level, filled, filled + count);
    filled += count;
  }
  return pool;
}

/** Every so many-th row of a large pool, which keeps its distribution; the sides are buffers to deal into. */
function thinned(pool: Float64Array, referenceRows: number, currentRows: number): Rows {
  const reference = new Float64Array(Math.min(referenceRows, MOST_ROWS));
  const current = new Float64Array(Math.min(currentRows, MOST_ROWS));
  const rows = reference.length + current.length;
  const step = pool.length / rows;
  return {
    reference,
    current,
    pool: Float64Array.from({ length: rows }, (_, row) => pool[Math.floor((row + 0.5) * step)]!),
  };
}

/** Selection sampling: one pass, both sides stay sorted. */
function deal({ pool, reference, current }: Rows, random: Random): Sides {
  let [dealt, dealtCurrent] = [0, 0];
  for (const value of pool) {
    const toCurrent = random() * (pool.length - dealt) < current.length - dealtCurrent;
    if (toCurrent) current[dealtCurrent++] = value;
    else reference[dealt - dealtCurrent] = value;
    dealt++;
  }
  return { reference, current };
}
