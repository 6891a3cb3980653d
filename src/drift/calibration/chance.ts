import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import type { Random } from '#src/random.ts';
import { type ColumnPair, distinctTogether } from '../column-pair.ts';
import type { TestResult } from '../test-pair.ts';
import { driftTests } from '../tests/index.ts';
import { andersonDarlingTail } from './anderson-darling.ts';
import { homogeneityTail } from './homogeneity.ts';
import { permutationChance } from './permutation-chance.ts';

/** The answer in closed form, where there is one for this column. */
type ClosedForm = (pair: ColumnPair, score: number) => number | undefined;

const ofNumbers: ClosedForm = (pair) => (pair.type === 'numerical' ? andersonDarlingTail(pair) : undefined);
const ofCategories: ClosedForm = (pair) =>
  pair.type === 'categorical' ? homogeneityTail(pair.frequencies) : undefined;

/** A p-value that holds for any two samples of one distribution, whatever their sizes and ties, is the chance itself. */
const itself: ClosedForm = (_, score) => score;

/**
 * A p-value that is capped (anderson), does not hold for ties (cramer_von_mises), takes the reference for the truth
 * (chisquare, g_test) or is itself made of random deals leaves its chance to a test that sees the same.
 */
const CLOSED_FORMS: Readonly<Partial<Record<DriftMethod, ClosedForm>>> = {
  ks_distance: ofNumbers,
  anderson: ofNumbers,
  cramer_von_mises: ofNumbers,
  total_variation: ofCategories,
  chisquare: ofCategories,
  g_test: ofCategories,
  TVD: (pair, score) => ofCategories(pair, score) ?? score,
  ks: itself,
  mannw: itself,
  fisher_exact: itself,
};

/**
 * How often two samples of one distribution, as large as these, differ at least as much: in closed form, at any size,
 * where there is one; for every other test, and a category with many rare levels, by dealing the rows again.
 *
 * @param draws - the most to make where rows are dealt
 */
export function chanceOf({ method, score }: TestResult, pair: ColumnPair, draws: number, random: Random): number {
  if (score === null || isConstant(pair)) return 1;
  return CLOSED_FORMS[method]?.(pair, score) ?? permutationChance(pair, driftTests[method], score, draws, random);
}

/** Of one and the same value on both sides, where a score that is not 0 comes from rounding. */
const isConstant = (pair: ColumnPair): boolean => pair.type === 'numerical' && distinctTogether(pair, 2) === 1;
