import { binomialDensity } from './saddle-point.ts';

/** Rows of two sides, some of which (`counted`) have been picked out regardless of their side. */
export interface Urn {
  readonly counted: number;
  readonly referenceRows: number;
  readonly currentRows: number;
}

/** P(`hits` of the counted rows are current ones), from binomial probabilities so that nothing overflows. */
export function hypergeometricDensity(hits: number, { counted, referenceRows, currentRows }: Urn): number {
  const rows = referenceRows + currentRows;
  if (counted === rows) return 1;
  const probability = counted / rows;
  const onBothSides = binomial(hits, currentRows, probability) * binomial(counted - hits, referenceRows, probability);
  return onBothSides / binomial(counted, rows, probability);
}

function binomial(successes: number, trials: number, probability: number): number {
  if (successes === 0) return Math.exp(trials * Math.log1p(-probability));
  if (successes === trials) return probability ** trials;
  return binomialDensity(successes, trials, trials * probability);
}

/** The probability of one hit more, relative to that of `hits`. */
export const ratioUp = (hits: number, { counted, referenceRows, currentRows }: Urn): number =>
  ((counted - hits) * (currentRows - hits)) / ((hits + 1) * (referenceRows - counted + hits + 1));

/** The number of hits that is the most probable. */
export const modeOf = ({ counted, referenceRows, currentRows }: Urn): number =>
  Math.floor(((counted + 1) * (currentRows + 1)) / (referenceRows + currentRows + 2));

/** The fewest and the most hits that there can be. */
export const rangeOf = ({ counted, referenceRows, currentRows }: Urn): readonly [fewest: number, most: number] => [
  Math.max(0, counted - referenceRows),
  Math.min(counted, currentRows),
];

/** The probability of every number of hits, from the fewest on. */
export function hypergeometricDensities(urn: Urn): Float64Array {
  const [fewest, most] = rangeOf(urn);
  const mode = modeOf(urn);
  const densities = new Float64Array(most - fewest + 1);
  densities[mode - fewest] = hypergeometricDensity(mode, urn);
  for (let hits = mode; hits < most; hits++)
    densities[hits + 1 - fewest] = densities[hits - fewest]! * ratioUp(hits, urn);
  for (let hits = mode - 1; hits >= fewest; hits--) {
    densities[hits - fewest] = densities[hits + 1 - fewest]! / ratioUp(hits, urn);
  }
  return densities;
}
