import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { pairedDifference } from '#src/evaluate/gate/paired-difference.ts';
import { type Outcome, takeRows } from '#src/evaluate/outcome.ts';
import { createRandom } from '#src/random.ts';

const options = { confidence: 0.95, seed: 1 };
const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const rows = fc.array(fc.tuple(fc.constantFrom(0, 1), probability, probability), { minLength: 3, maxLength: 30 });

const outcome = (labels: readonly number[], ofClass1: readonly number[]): Outcome => ({
  labels,
  probabilities: ofClass1.flatMap((p) => [1 - p, p]),
  classCount: 2,
});
const trialOf = (found: readonly (readonly [number, number, number])[]) => {
  const labels = found.map(([label]) => label);
  return {
    current: outcome(
      labels,
      found.map(([, score]) => score),
    ),
    production: outcome(
      labels,
      found.map(([, , score]) => score),
    ),
  };
};

describe('pairedDifference', () => {
  it.prop([rows, fc.constantFrom('accuracy', 'auc', 'f1', 'logLoss')], { numRuns: 20 })(
    'turns around when the models change places',
    (found, metric) => {
      const { current, production } = trialOf(found);
      const one = pairedDifference({ current, production }, metric, options);
      const other = pairedDifference({ current: production, production: current }, metric, options);
      expect(other === undefined).toBe(one === undefined);
      if (!one || !other) return;
      expect(other.gain).toBeCloseTo(-one.gain, 12);
      expect(other.interval[0]).toBeCloseTo(-one.interval[1], 9);
      expect(other.interval[1]).toBeCloseTo(-one.interval[0], 9);
    },
  );

  it('sees no difference between a model and itself', () => {
    const { current } = trialOf([
      [0, 0.2, 0],
      [1, 0.7, 0],
      [1, 0.4, 0],
    ]);
    expect(pairedDifference({ current, production: current }, 'logLoss', options)).toMatchObject({
      gain: 0,
      interval: [0, 0],
    });
  });

  it('is surer with more rows, and counts a lower error as a gain', () => {
    const random = createRandom(3);
    const labels = Float64Array.from({ length: 400 }, () => random() * 10);
    const noisy = (size: number) => labels.map((label) => label + size * (random() - 0.5));
    const trial = { current: { labels, predictions: noisy(1) }, production: { labels, predictions: noisy(2) } };
    const all = pairedDifference(trial, 'rmse', options)!;
    expect(all.gain).toBeCloseTo(all.production - all.current, 12);
    expect(all.interval[0]).toBeGreaterThan(0.2);
    const few = [...Array(20).keys()];
    const some = { current: takeRows(trial.current, few), production: takeRows(trial.production, few) };
    const { interval } = pairedDifference(some, 'rmse', options)!;
    expect(interval[1] - interval[0]).toBeGreaterThan(2 * (all.interval[1] - all.interval[0]));
  });

  it('is undefined where the rows do not determine the metric', () => {
    const trial = trialOf([
      [1, 0.2, 0.3],
      [1, 0.7, 0.3],
    ]);
    expect(pairedDifference(trial, 'auc', options)).toBeUndefined();
  });
});
