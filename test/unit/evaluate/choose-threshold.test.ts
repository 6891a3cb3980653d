import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { chooseThreshold } from '#src/evaluate/choose-threshold.ts';
import { f1 } from '#src/evaluate/metrics/f1.ts';
import type { ClassificationOutcome } from '#src/evaluate/outcome.ts';

const outcome = (labels: readonly number[], ofClass1: readonly number[]): ClassificationOutcome => ({
  labels,
  probabilities: ofClass1.flatMap((p) => [1 - p, p]),
  classCount: 2,
});

describe('chooseThreshold', () => {
  const labels = [0, 0, 1, 0, 1, 1, 0, 1];
  const scores = [0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.9];

  it.each([
    [0.3, 0.3],
    [{ minPrecision: 0.99 }, 0.8], // only the highest is surely right
    [{ minPrecision: 0.6 }, 0.15], // 4 of 6, and every row of the class
    [{ minRecall: 1 - 1e-9 }, 0.15],
    [{ costs: { falsePositive: 1, falseNegative: 5 } }, 0.15],
    [{ costs: { falsePositive: 5, falseNegative: 1 } }, 0.8],
  ] as const)('by %j of eight rows is %d', (wanted, threshold) => {
    const found = chooseThreshold(outcome(labels, scores), wanted);
    expect(found).toBeCloseTo(threshold, 6);
  });

  it('is not between two probabilities that are the same to float32', () => {
    const certain = { labels: [0, 1], probabilities: [2e-9, 1, 1e-9, 1], classCount: 2 };
    expect(chooseThreshold(certain, { minPrecision: 0.9 })).toBe(0.5);
  });

  const rows = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 1, max: 99 })), {
    minLength: 1,
    maxLength: 30,
  });
  it.prop([rows])('has the highest F1 of all thresholds', (found) => {
    const made = outcome(
      found.map(([label]) => label),
      found.map(([, score]) => score / 100),
    );
    const at = (threshold: number) => f1.score({ ...made, threshold })!;
    const chosen = at(chooseThreshold(made, 'maximizeF1'));
    for (let threshold = 0.005; threshold < 1; threshold += 0.01) {
      // One that takes no row is not looked at: it would never say the second class.
      if (found.some(([, score]) => score / 100 >= threshold))
        expect(chosen).toBeGreaterThanOrEqual(at(threshold) - 1e-9);
    }
  });

  it.each([0, 1, 'maximiseF1', '{ minRecall: 2 }', '{ costs: { falsePositive: 1 } }'])('refuses %s', (threshold) => {
    const text = `project: p\ntarget: t\ntask: binary\ntraining: { threshold: ${threshold} }`;
    expect(() => parseProjectFile(text)).toThrow(
      /training\.threshold(\.minRecall)?: (say a number between 0 and 1, maximizeF1|expected (more|less) than)/,
    );
  });
});
