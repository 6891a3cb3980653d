import { frequenciesOf } from '../column-pair.ts';
import { type Frequencies, total } from '../frequencies.ts';
import { hypergeometricDensities, rangeOf } from '../statistics/hypergeometric.ts';
import type { DriftTest } from './drift-test.ts';

/** Tables that differ from the data's in probability by rounding alone are as improbable. */
const ROUNDING = 1e-9;

/**
 * Fisher's exact test, two-sided: the probability of all 2 × 2 tables with these totals that are at most as probable as
 * the data's. Evidently raises an error unless both sides have as many rows; the test itself needs no such thing.
 *
 * @returns the p-value; 1 for a single value, NaN for more than two
 */
function fisherPValue({ reference, current }: Frequencies): number {
  if (reference.length > 2) return Number.NaN;
  const urn = {
    counted: reference[0]! + current[0]!,
    referenceRows: total(reference),
    currentRows: total(current),
  };
  const densities = hypergeometricDensities(urn);
  const most = densities[current[0]! - rangeOf(urn)[0]]! * (1 + ROUNDING);
  const tail = densities.reduce((sum, density) => (density <= most ? sum + density : sum), 0);
  return Math.min(tail, 1);
}

export const fisherExact: DriftTest = {
  displayName: "Fisher's Exact test",
  kind: 'p_value',
  appliesTo: ['categorical'],
  driftsWhen: 'below',
  defaultThreshold: 0.1,
  score: (pair) => fisherPValue(frequenciesOf(pair)),
};
