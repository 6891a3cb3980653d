import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { accuracy } from '#src/evaluate/metrics/accuracy.ts';
import { auc } from '#src/evaluate/metrics/auc.ts';
import { f1 } from '#src/evaluate/metrics/f1.ts';
import { logLoss } from '#src/evaluate/metrics/log-loss.ts';
import { mae } from '#src/evaluate/metrics/mae.ts';
import { r2 } from '#src/evaluate/metrics/r2.ts';
import { rmse } from '#src/evaluate/metrics/rmse.ts';
import type { ClassificationOutcome } from '#src/evaluate/outcome.ts';

/** Two classes, from the probability of class 1. */
const binary = (labels: number[], ofClass1: number[]): ClassificationOutcome => ({
  labels,
  probabilities: ofClass1.flatMap((p) => [1 - p, p]),
  classCount: 2,
});

/** Row 3 is class 2 but taken for 0; row 5 is class 1 but taken for 2. */
const threeClasses: ClassificationOutcome = {
  labels: [0, 0, 1, 2, 2, 1],
  probabilities: [
    ...[0.8, 0.1, 0.1],
    ...[0.6, 0.3, 0.1],
    ...[0.2, 0.7, 0.1],
    ...[0.5, 0.1, 0.4],
    ...[0.1, 0.1, 0.8],
    ...[0.2, 0.3, 0.5],
  ],
  classCount: 3,
};

describe('accuracy', () => {
  it('is the share of rows whose most probable class is true', () => {
    expect(accuracy.score(threeClasses)).toBeCloseTo(4 / 6, 12);
  });

  it('takes the first of equally probable classes', () => {
    expect(accuracy.score(binary([0, 1], [0.5, 0.5]))).toBe(0.5);
  });
});

describe('f1', () => {
  it('is the mean over the classes', () => {
    // class 0: 2·2/(2+3), class 1: 2·1/(2+1), class 2: 2·1/(2+2)
    expect(f1.score(threeClasses)).toBeCloseTo((0.8 + 2 / 3 + 0.5) / 3, 12);
  });

  it('leaves out a class that neither occurs nor is predicted', () => {
    expect(f1.score({ labels: [0, 1], probabilities: [1, 0, 0, 0, 1, 0], classCount: 3 })).toBe(1);
  });

  it('counts a class that is predicted but does not occur as 0', () => {
    expect(f1.score({ labels: [0, 0], probabilities: [1, 0, 0, 0, 1, 0], classCount: 3 })).toBeCloseTo(2 / 3 / 2, 12);
  });
});

describe('auc', () => {
  it('is the share of pairs in the right order, ties counting half', () => {
    expect(auc.score(binary([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]))).toBe(0.75);
    expect(auc.score(binary([0, 1, 0, 1], [0.5, 0.5, 0.2, 0.7]))).toBe(0.875);
    expect(auc.score(binary([0, 1], [0.3, 0.3]))).toBe(0.5);
  });

  it('tells rows apart that are certain to float32, by what is left for the other classes', () => {
    expect(auc.score({ labels: [0, 1], probabilities: [2e-9, 1, 1e-9, 1], classCount: 2 })).toBe(1);
    expect(auc.score({ labels: [2, 1], probabilities: [0, 1e-9, 1, 0, 2e-9, 1], classCount: 3 })).toBe(1);
  });

  it('is the mean of one-versus-rest for more classes', () => {
    // class 0: all 8 pairs right; class 1: .7 and .3 against .1 .3 .1 .1; class 2: .4 and .8 against .1 .1 .1 .5
    expect(auc.score(threeClasses)).toBeCloseTo((1 + 7.5 / 8 + 7 / 8) / 3, 12);
  });

  it('leaves out classes without a row, and is undetermined when one class has all rows', () => {
    const { labels, probabilities } = binary([0, 1, 0], [0.2, 0.9, 0.3]);
    const withThird = Array.from(labels).flatMap((_, row) => [probabilities[2 * row]!, probabilities[2 * row + 1]!, 0]);
    expect(auc.score({ labels, probabilities: withThird, classCount: 3 })).toBe(1);
    expect(auc.score(binary([1, 1], [0.2, 0.9]))).toBeUndefined();
  });

  const rows = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 0.1, 0.2, 0.5, 0.9)), {
    minLength: 2,
    maxLength: 30,
  });
  it.prop([rows])('equals the count of pairs', (pairs) => {
    const scores = (label: number): number[] => pairs.filter(([other]) => other === label).map(([, score]) => score);
    const [negatives, positives] = [scores(0), scores(1)] as const;
    const wins = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
    const outcome = binary(
      pairs.map(([label]) => label),
      pairs.map(([, score]) => score),
    );
    const expected = wins.length === 0 ? undefined : wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
    if (expected === undefined) expect(auc.score(outcome)).toBeUndefined();
    else expect(auc.score(outcome)).toBeCloseTo(expected, 12);
  });
});

describe('logLoss', () => {
  it('is the mean negative logarithm of the true class’s probability', () => {
    expect(logLoss.score(binary([0, 1], [0.25, 0.5]))).toBeCloseTo(-(Math.log(0.75) + Math.log(0.5)) / 2, 12);
  });

  it('stays finite for a certainty that was wrong', () => {
    expect(logLoss.score(binary([1], [0]))).toBeCloseTo(-Math.log(2 ** -52), 9);
  });
});

describe('of a regression', () => {
  const outcome = { labels: [1, 2, 3, 4], predictions: [1, 2, 3, 8] };

  it('rmse, mae and r2 measure the errors', () => {
    expect(rmse.score(outcome)).toBe(2);
    expect(mae.score(outcome)).toBe(1);
    expect(r2.score(outcome)).toBeCloseTo(1 - 16 / 5, 12);
  });

  it('r2 is 0 for the mean, 1 for the truth, and undetermined without variance', () => {
    expect(r2.score({ labels: [1, 3], predictions: [2, 2] })).toBe(0);
    expect(r2.score({ labels: [1, 3], predictions: [1, 3] })).toBe(1);
    expect(r2.score({ labels: [3, 3], predictions: [3, 2] })).toBeUndefined();
  });
});
