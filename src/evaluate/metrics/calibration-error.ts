import type { ClassificationOutcome } from '../outcome.ts';
import { predictedClasses } from './class-counts.ts';
import { defineMetric, perRow } from './metric.ts';

const BINS = 10;

/** What each row was promised, and whether that came true. */
export interface Promised {
  readonly probability: Float64Array;
  readonly isTrue: Uint8Array;
}

/** Per row the probability of class 1 for two classes, for more that of the predicted class. */
export function promises(outcome: ClassificationOutcome): Promised {
  const { probabilities, classCount } = outcome;
  const promised = classCount === 2 ? new Int32Array(outcome.labels.length).fill(1) : predictedClasses(outcome);
  return {
    probability: perRow(outcome, (_, row) => probabilities[row * classCount + promised[row]!]!),
    isTrue: Uint8Array.from(promised, (index, row) => Number(outcome.labels[row] === index)),
  };
}

/** One of ten, each with its lower end; the last with its upper end, too. */
const binOf = (probability: number): number => Math.max(0, Math.min(BINS - 1, Math.floor(probability * BINS)));

/** Sums over the rows of each bin. */
export function fillBins({ probability, isTrue }: Promised, counts: ArrayLike<number>) {
  const bins = Array.from({ length: BINS }, (_, bin) => ({
    ...{ from: bin / BINS, to: (bin + 1) / BINS },
    ...{ rows: 0, probability: 0, hits: 0 },
  }));
  for (let row = 0; row < probability.length; row += 1) {
    const bin = bins[binOf(probability[row]!)]!;
    bin.rows += counts[row]!;
    bin.probability += counts[row]! * probability[row]!;
    bin.hits += counts[row]! * isTrue[row]!;
  }
  return bins;
}

/**
 * Expected calibration error, 0..1: how far probabilities are from the shares that come true, on average over the rows, in
 * ten bins of equal width.
 *
 * @see Guo, Pleiss, Sun and Weinberger (2017), "On calibration of modern neural networks"
 */
export const expectedCalibrationError = defineMetric<ClassificationOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => {
    const promised = promises(outcome);
    return (counts) => {
      const bins = fillBins(promised, counts);
      const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
      const error = bins.reduce((sum, { probability, hits }) => sum + Math.abs(probability - hits), 0);
      return rows === 0 ? undefined : error / rows;
    };
  },
});
