import type { Random } from '#src/random.ts';
import type { ColumnPair } from '../column-pair.ts';
import type { TestResult } from '../test-pair.ts';
import { driftTests } from '../tests/index.ts';
import { andersonDarlingTail } from './anderson-darling.ts';
import { homogeneityTail } from './homogeneity.ts';
import { permutationChance } from './permutation-chance.ts';

/**
 * How often two samples of one distribution, as large as these, differ at least as much. The two tests of this mode's
 * own choice have an answer in closed form, at any size; every other one, and a category with many rare levels, is
 * answered by dealing the rows again.
 *
 * @param draws - the most to make where rows are dealt
 */
export function chanceOf({ method, score }: TestResult, pair: ColumnPair, draws: number, random: Random): number {
  if (method === 'ks_distance' && pair.type === 'numerical') return andersonDarlingTail(pair);
  const closedForm =
    method === 'total_variation' && pair.type === 'categorical' ? homogeneityTail(pair.frequencies) : undefined;
  return closedForm ?? permutationChance(pair, driftTests[method], score ?? Number.NaN, draws, random);
}
