import type { ClassificationOutcome } from '../outcome.ts';
import { defineMetric, type Metric } from './metric.ts';

/** How often classes occur, are predicted, and both at once. */
export interface ClassCounts {
  readonly hits: Float64Array;
  readonly actual: Float64Array;
  readonly predicted: Float64Array;
  readonly total: number;
}

/** A metric of the predicted classes alone. */
export const metricOfClasses = (of: (counts: ClassCounts) => number | undefined): Metric<ClassificationOutcome> =>
  defineMetric({
    betterWhen: 'higher',
    prepare: (outcome) => {
      const predictions = predictedClasses(outcome);
      return (counts) => of(countClasses(outcome, predictions, counts));
    },
  });

/** Per row the class with the highest probability, the first of equals. */
export function predictedClasses({ labels, probabilities, classCount }: ClassificationOutcome): Int32Array {
  return Int32Array.from({ length: labels.length }, (_, row) => {
    let best = 0;
    for (let index = 1; index < classCount; index += 1) {
      if (probabilities[row * classCount + index]! > probabilities[row * classCount + best]!) best = index;
    }
    return best;
  });
}

function countClasses(
  { labels, classCount }: ClassificationOutcome,
  predictions: Int32Array,
  counts: ArrayLike<number>,
): ClassCounts {
  const [hits, actual, predicted] = Array.from({ length: 3 }, () => new Float64Array(classCount));
  let total = 0;
  for (let row = 0; row < predictions.length; row += 1) {
    const [label, prediction, count] = [labels[row]!, predictions[row]!, counts[row]!];
    actual![label]! += count;
    predicted![prediction]! += count;
    if (label === prediction) hits![label]! += count;
    total += count;
  }
  return { hits: hits!, actual: actual!, predicted: predicted!, total };
}

/** The mean over the classes that are asked for; undefined when there are none. */
export function meanOfClasses(
  { actual, predicted }: ClassCounts,
  of: (index: number) => number,
  wanted: 'occurring' | 'occurring or predicted' = 'occurring or predicted',
): number | undefined {
  let sum = 0;
  let classes = 0;
  for (let index = 0; index < actual.length; index += 1) {
    if (actual[index] === 0 && (wanted === 'occurring' || predicted[index] === 0)) continue;
    sum += of(index);
    classes += 1;
  }
  return classes === 0 ? undefined : sum / classes;
}

/** 0 for 0 / 0. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
