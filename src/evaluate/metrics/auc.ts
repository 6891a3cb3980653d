import type { ClassificationOutcome, Metric } from './metric.ts';

/**
 * Area under the ROC curve, 0..1: the probability that a row of the class gets a higher score than another one, ties
 * counting half. Of class 1 for two classes; for more the mean of one-versus-rest over the classes that occur.
 */
export const auc: Metric<ClassificationOutcome> = {
  betterWhen: 'higher',
  score: (outcome) => {
    const classes = outcome.classCount === 2 ? [1] : [...Array(outcome.classCount).keys()];
    const areas = classes.map((index) => areaOfClass(outcome, index)).filter((area) => area !== undefined);
    return areas.length === 0 ? undefined : areas.reduce((sum, area) => sum + area, 0) / areas.length;
  },
};

/**
 * By the Mann-Whitney statistic, from the mid-ranks of the scores.
 *
 * @see Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic curve"
 */
function areaOfClass({ labels, probabilities, classCount }: ClassificationOutcome, index: number): number | undefined {
  const scores = Float64Array.from({ length: labels.length }, (_, row) => probabilities[row * classCount + index]!);
  const ranks = midRanks(scores);
  let positives = 0;
  let rankSum = 0;
  for (let row = 0; row < labels.length; row += 1) {
    if (labels[row] !== index) continue;
    positives += 1;
    rankSum += ranks[row]!;
  }
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Ranks from 1; equal values share the mean of theirs. */
function midRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end]!] === values[order[first]!]) end += 1;
    for (let place = first; place < end; place += 1) ranks[order[place]!] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}
