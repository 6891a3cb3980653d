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
  const predicted = new Int32Array(labels.length);
  const byThreshold = threshold !== undefined && classCount === 2;
  for (let row = 0; row < predicted.length; row += 1) {
    predicted[row] = byThreshold
      ? Number(probabilities[2 * row + 1]! >= threshold)
      : mostProbable(probabilities, row * classCount, classCount);
  }
  return predicted;
}

function mostProbable(probabilities: ArrayLike<number>, first: number, classCount: number): number {
  let best = 0;
  for (let index = 1; index < classCount; index += 1) {
    if (probabilities[first + index]! > probabilities[first + best]!) best = index;
  }
  return best;
}

/** Counts classes with every row counted as often as told. */
export function classCounter(outcome: ClassificationOutcome): (counts: ArrayLike<number>) => ClassCounts {
  const { cellOfRow, pairs } = cellsOf(outcome);
  return (counts) => {
    const ofCells = new Float64Array(pairs.length);
    for (let row = 0; row < cellOfRow.length; row += 1) ofCells[cellOfRow[row]!]! += counts[row]!;
    const zeros = () => new Float64Array(outcome.classCount);
    const [hits, actual, predicted] = [zeros(), zeros(), zeros()];
    let total = 0;
    for (const [cell, [label, prediction]] of pairs.entries()) {
      const count = ofCells[cell]!;
      actual[label]! += count;
      predicted[prediction]! += count;
      if (label === prediction) hits[label]! += count;
      total += count;
    }
    return { hits, actual, predicted, total };
  };
}

/** The pairs of a true and a predicted class that occur, and which of them each row has. */
function cellsOf(outcome: ClassificationOutcome) {
  const { labels, classCount } = outcome;
  const pairs: [label: number, prediction: number][] = [];
  const cells = new Map<number, number>();
  const cellOfRow = predictedClasses(outcome).map((prediction, row) => {
    const pair = labels[row]! * classCount + prediction;
    const known = cells.get(pair);
    if (known !== undefined) return known;
    cells.set(pair, pairs.length);
    return pairs.push([labels[row]!, prediction]) - 1;
  });
  return { cellOfRow, pairs };
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
