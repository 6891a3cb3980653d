import { hypergeometricDensity, ratioUp } from '../statistics/hypergeometric.ts';

/** So many of so many rows. */
export interface Share {
  readonly count: number;
  readonly rows: number;
}

/**
 * Fisher's exact test, one-sided: how often chance alone puts at least `current.count` of all counted rows on the
 * current side, when both sides have one distribution.
 *
 * @param reference - and `current`: at least one row each, 0 ≤ count ≤ rows
 * @returns a probability; 1 where the current share is no higher than the reference's
 */
export function fisherTail(reference: Share, current: Share): number {
  const counted = reference.count + current.count;
  if (current.count * reference.rows <= reference.count * current.rows) return 1;
  const urn = { counted, referenceRows: reference.rows, currentRows: current.rows };
  let term = hypergeometricDensity(current.count, urn);
  let sum = term;
  // Above the expected count every term is smaller than the one before.
  for (let hits = current.count; hits < Math.min(counted, current.rows) && term > sum * Number.EPSILON; hits++) {
    term *= ratioUp(hits, urn);
    sum += term;
  }
  return Math.min(sum, 1);
}

/** Fisher's test both ways: twice the smaller one-sided probability, at most 1. */
export function fisherTwoSided(reference: Share, current: Share): number {
  const tail = Math.min(fisherTail(reference, current), fisherTail(rest(reference), rest(current)));
  return Math.min(2 * tail, 1);
}

const rest = ({ count, rows }: Share): Share => ({ count: rows - count, rows });
