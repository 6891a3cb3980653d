import { createRandom, type Random } from '#src/random.ts';
import { frequenciesOf } from '../column-pair.ts';
import { type Frequencies, total } from '../frequencies.ts';
import { drawHypergeometric } from '../statistics/draw-hypergeometric.ts';
import { hypergeometricDensities, rangeOf } from '../statistics/hypergeometric.ts';
import type { DriftTest } from './drift-test.ts';

/** As many as Evidently makes; a p-value of 0.1 is then off by 0.01 (its standard error). */
const DRAWS = 1000;

/** Rows are dealt the same way every time: the same data have the same p-value. */
const SEED = 0;

/**
 * How often the total variation distance is at least as large when the rows of both sides are dealt again at random.
 * Exact for two values, else the share of {@link DRAWS} deals. Evidently deals row by row, from a seed of its own and
 * in the order of the rows, which cannot be had from counts: the p-values agree as two such samples do.
 */
function permutationPValue({ reference, current }: Frequencies): number {
  const rows = { reference: total(reference), current: total(current) };
  // Σ |p − q| in units of 1 / (rows × rows): integers, so that equal distances are equal.
  const gap = (inReference: number, inCurrent: number) =>
    Math.abs(inReference * rows.current - inCurrent * rows.reference);
  const observed = reference.reduce((sum, count, level) => sum + gap(count, current[level]!), 0);
  const levels = reference.map((count, level) => count + current[level]!);
  if (levels.length === 2)
    return exactPValue(levels[0]!, rows, (inReference, hits) => 2 * gap(inReference, hits) >= observed);
  const random = createRandom(SEED);
  let hits = 0;
  for (let draw = 0; draw < DRAWS; draw++) if (dealtGap(levels, rows, gap, random) >= observed) hits++;
  return hits / DRAWS;
}

type Rows = Record<'reference' | 'current', number>;

function exactPValue(counted: number, rows: Rows, isFar: (inReference: number, hits: number) => boolean): number {
  const urn = { counted, referenceRows: rows.reference, currentRows: rows.current };
  const [fewest] = rangeOf(urn);
  const tail = hypergeometricDensities(urn).reduce(
    (sum, density, index) => (isFar(counted - fewest - index, fewest + index) ? sum + density : sum),
    0,
  );
  return Math.min(tail, 1);
}

/** The distance of one deal: level by level, each takes its share of the current rows that are still to be dealt. */
function dealtGap(
  levels: readonly number[],
  { reference, current }: Rows,
  gap: (inReference: number, inCurrent: number) => number,
  random: Random,
): number {
  let [referenceRows, currentRows, sum] = [reference, current, 0];
  for (const counted of levels) {
    const hits = drawHypergeometric({ counted, referenceRows, currentRows }, random);
    sum += gap(counted - hits, hits);
    referenceRows -= counted - hits;
    currentRows -= hits;
  }
  return sum;
}

export const tvd: DriftTest = {
  displayName: 'Total-Variation-Distance',
  kind: 'p_value',
  appliesTo: ['categorical'],
  driftsWhen: 'below',
  defaultThreshold: 0.1,
  score: (pair) => permutationPValue(frequenciesOf(pair)),
};
