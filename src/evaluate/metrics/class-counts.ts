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
      const count = classCounter(outcome);
      return (counts) => of(count(counts));
    },
  });

/** Per row the class with the highest probability, the first of equals; or by the threshold, if there is one. */
export function predictedClasses({ labels, probabilities, classCount, threshold }: ClassificationOutcome): Int32Array {
  if (threshold !== undefined && classCount === 2) {
    return Int32Array.from({ length: labels.length }, (_, row) => Number(probabilities[2 * row + 1]! >= threshold));
  }
  return Int32Array.from({ length: labels.length }, (_, row) => {
    let best = 0;
    for (let index = 1; index < classCount; index += 1) {
      if (probabilities[row * classCount + index]! > probabilities[row * classCount + best]!) best = index;
    }
    return best;
  });
}

/** Counts classes with every row counted as often as told. */
export function classCounter(outcome: ClassificationOutcome): (counts: ArrayLike<number>) => ClassCounts {
  const { classCount } = outcome;
  const predictions = predictedClasses(outcome);
  const labels = Uint32Array.from(outcome.labels);
  return (counts) => {
    const hits = new Float64Array(classCount);
    const actual = new Float64Array(classCount);
    const predicted = new Float64Array(classCount);
    for (let row = 0; row < labels.length; row += 1) {
      const label = labels[row]!;
      const prediction = predictions[row]!;
      const count = counts[row]!;
      actual[label]! += count;
      predicted[prediction]! += count;
      if (label === prediction) hits[label]! += count;
    }
    return { hits, actual, predicted, total: actual.reduce((sum, count) => sum + count, 0) };
  };
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
