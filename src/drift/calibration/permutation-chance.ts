import type { Random } from '#src/random.ts';
import type { ColumnPair } from '../column-pair.ts';
import type { DriftTest } from '../tests/drift-test.ts';
import { rowDealer } from './deal-rows.ts';

/** So many draws as extreme as the data settle that chance explains them. */
const ENOUGH_HITS = 20;

/** A draw that differs from the data by rounding alone is as extreme as they are. */
const ROUNDING = 1e-9;

/**
 * How often chance alone gives the test a score as extreme as this one: the rows of both sides are dealt again at
 * random and scored. Whatever the statistic, with no drift the answer is at most p in a share p of all cases.
 *
 * @param draws - the most to make; the smallest answer is 1 / (draws + 1)
 * @returns a probability, 1 where the score is undefined
 * @see Besag and Clifford (1991), "Sequential Monte Carlo p-values", for the early end
 */
export function permutationChance(
  pair: ColumnPair,
  test: Pick<DriftTest, 'kind' | 'score'>,
  score: number,
  draws: number,
  random: Random,
): number {
  const isLess = (drawn: number) =>
    test.kind === 'distance' ? drawn < score * (1 - ROUNDING) : drawn > score * (1 + ROUNDING);
  const deal = rowDealer(pair, random);
  let hits = 0;
  for (let draw = 1; draw <= draws && !Number.isNaN(score); draw++) {
    if (!isLess(test.score(deal()))) hits++;
    if (hits === ENOUGH_HITS) return hits / draw;
  }
  return Number.isNaN(score) ? 1 : (hits + 1) / (draws + 1);
}
