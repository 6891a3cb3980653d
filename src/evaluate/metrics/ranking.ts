import type { ClassificationOutcome } from '../outcome.ts';
import { defineMetric, type Metric, type Score } from './metric.ts';

/** Rows by the probability of one class, ascending; rows of equal probability make a group. */
export interface Ranking {
  readonly order: Uint32Array;
  /** Where each group begins in `order`, and at last the number of rows. */
  readonly groups: Uint32Array;
  /** Per row 1 where it is of the class, else 0. */
  readonly isPositive: Uint8Array;
  readonly scores: Float64Array;
}

export function rankByClass({ labels, probabilities, classCount }: ClassificationOutcome, index: number): Ranking {
  const rows = labels.length;
  const scores = Float64Array.from({ length: rows }, (_, row) => probabilities[row * classCount + index]!);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  const starts: number[] = [];
  for (let place = 0; place < rows; place += 1) {
    if (place === 0 || scores[order[place]!] !== scores[order[place - 1]!]) starts.push(place);
  }
  const isPositive = Uint8Array.from({ length: rows }, (_, row) => Number(labels[row] === index));
  return { order, groups: Uint32Array.from([...starts, rows]), isPositive, scores };
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
