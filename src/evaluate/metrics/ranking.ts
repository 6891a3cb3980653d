import type { ClassificationOutcome } from '../outcome.ts';
import { defineMetric, type Metric, type Score } from './metric.ts';
import { orderByScore } from './order-by-score.ts';

/** Rows by the probability of one class, ascending; rows of equal probability make a group. */
export interface Ranking {
  readonly order: Uint32Array;
  /** Where each group begins in `order`, and at last the number of rows. */
  readonly groups: Uint32Array;
  /** Per row 1 where it is of the class, else 0. */
  readonly isPositive: Uint8Array;
  readonly scores: Float64Array;
}

/** From here on float32 runs out of digits, and what is left for the other classes tells rows apart. */
const NEAR_CERTAIN = 0.9;

const rankings = new WeakMap<ClassificationOutcome, Map<number, Ranking>>();

/** Several metrics and curves want the ranking of an outcome, which is sorted once. */
export function rankByClass(outcome: ClassificationOutcome, index: number): Ranking {
  const known = rankings.get(outcome) ?? new Map<number, Ranking>();
  const ranking = known.get(index) ?? rank(outcome, index);
  rankings.set(outcome, known.set(index, ranking));
  return ranking;
}

function rank(outcome: ClassificationOutcome, index: number): Ranking {
  const { labels } = outcome;
  const rows = labels.length;
  const scores = new Float64Array(rows);
  const isPositive = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    scores[row] = probabilityOf(outcome, row, index);
    isPositive[row] = Number(labels[row] === index);
  }
  const order = orderByScore(scores);
  const starts: number[] = [];
  for (let place = 0; place < rows; place += 1) {
    if (place === 0 || scores[order[place]!] !== scores[order[place - 1]!]) starts.push(place);
  }
  return { order, groups: Uint32Array.from([...starts, rows]), isPositive, scores };
}

function probabilityOf({ probabilities, classCount }: ClassificationOutcome, row: number, index: number): number {
  const probability = probabilities[row * classCount + index]!;
  if (probability < NEAR_CERTAIN) return probability;
  let others = 0;
  for (let other = 0; other < classCount; other += 1) {
    if (other !== index) others += probabilities[row * classCount + other]!;
  }
  return 1 - others;
}

/**
 * A metric of how well rows of a class are ranked above the others: of class 1 for two classes; for more the mean of
 * one-versus-rest over the classes that it is determined for.
 */
export const metricOfRanking = (of: (ranking: Ranking) => Score): Metric<ClassificationOutcome> =>
  defineMetric({
    betterWhen: 'higher',
    prepare: (outcome) => {
      const classes = outcome.classCount === 2 ? [1] : [...Array(outcome.classCount).keys()];
      const scores = classes.map((index) => of(rankByClass(outcome, index)));
      return (counts) => {
        const found = scores.map((score) => score(counts)).filter((value) => value !== undefined);
        return found.length === 0 ? undefined : found.reduce((sum, value) => sum + value, 0) / found.length;
      };
    },
  });

/** Counts of a group of equal scores. */
export function countGroup({ order, groups, isPositive }: Ranking, group: number, counts: ArrayLike<number>) {
  let positives = 0;
  let all = 0;
  for (let place = groups[group]!; place < groups[group + 1]!; place += 1) {
    const row = order[place]!;
    all += counts[row]!;
    positives += counts[row]! * isPositive[row]!;
  }
  return { positives, negatives: all - positives };
}
