import { normalQuantile } from '../../drift/statistics/normal-quantile.ts';
import { predictedClasses } from '../metrics/class-counts.ts';
import type { Trial } from './paired-difference.ts';

/** On how many rows just one of two models is right. */
export interface Discordance {
  readonly currentOnly: number;
  readonly productionOnly: number;
  readonly rows: number;
}

export function discordance({ current, production }: Trial): Discordance {
  if ('predictions' in current || 'predictions' in production) throw new TypeError('a regression has no accuracy');
  const [byCurrent, byProduction] = [predictedClasses(current), predictedClasses(production)];
  let [currentOnly, productionOnly] = [0, 0];
  for (let row = 0; row < byCurrent.length; row += 1) {
    const isRight = [byCurrent[row] === current.labels[row], byProduction[row] === production.labels[row]];
    if (isRight[0] && !isRight[1]) currentOnly += 1;
    if (isRight[1] && !isRight[0]) productionOnly += 1;
  }
  return { currentOnly, productionOnly, rows: byCurrent.length };
}

/**
 * Two-sided mid-p of McNemar's test: the exact binomial probability of so uneven a discordance, the one found counting half.
 *
 * @see Fagerland, Lydersen and Laake (2013), "The McNemar test for binary matched-pairs data: mid-p and asymptotic are
 * better than exact conditional"
 */
export function midP({ currentOnly, productionOnly }: Pick<Discordance, 'currentOnly' | 'productionOnly'>): number {
  const trials = currentOnly + productionOnly;
  const fewer = Math.min(currentOnly, productionOnly);
  let logMass = -trials * Math.LN2;
  let below = 0;
  for (let hits = 0; hits < fewer; hits += 1) {
    below += Math.exp(logMass);
    logMass += Math.log((trials - hits) / (hits + 1));
  }
  return Math.min(1, 2 * (below + Math.exp(logMass) / 2));
}

/**
 * Score interval of the difference of two accuracies on the same rows. At a difference of 0 it is McNemar's test; it is
 * good for few rows, too, and for models that never disagree.
 *
 * @see Tango (1998), "Equivalence test and confidence interval for the difference in proportions for the paired-sample
 * design"
 */
export function gainInterval(found: Discordance, confidence: number): [number, number] {
  const z = normalQuantile((1 + confidence) / 2);
  const estimate = (found.currentOnly - found.productionOnly) / found.rows;
  // The score falls as the assumed gain rises.
  return [
    crossing((gain) => score(found, gain) <= z, -1, estimate),
    crossing((gain) => score(found, gain) < -z, estimate, 1),
  ];
}

/** Standardised distance between the gain found and an assumed one. */
function score({ currentOnly, productionOnly, rows }: Discordance, gain: number): number {
  const distance = currentOnly - productionOnly - rows * gain;
  const a = 2 * rows;
  const b = -currentOnly - productionOnly + (2 * rows - currentOnly + productionOnly) * gain;
  const c = -productionOnly * gain * (1 - gain);
  const share = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = rows * (2 * share + gain * (1 - gain));
  if (variance <= 0) return distance === 0 ? 0 : Math.sign(distance) * Number.POSITIVE_INFINITY;
  return distance / Math.sqrt(variance);
}

/** Where a condition that does not hold at `low` begins to hold, by halving; `low` itself if it holds there. */
function crossing(holds: (value: number) => boolean, low: number, high: number): number {
  if (holds(low)) return low;
  let [outside, inside] = [low, high];
  for (let step = 0; step < 60; step += 1) {
    const middle = (outside + inside) / 2;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
