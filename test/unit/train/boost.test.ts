import { describe, expect, it } from 'vitest';
import type { CurveMetric } from '#src/contracts/settings/training.ts';
import { type BoostingPlan, boost } from '#src/train/boost.ts';

/** Boosts a model whose metric goes as listed, on either kind of rows. */
function boosted(values: readonly number[], plan: Partial<BoostingPlan> = {}, metric: CurveMetric = 'logLoss') {
  let round = 0;
  const model = {
    update: () => {
      round += 1;
    },
    score: () => values[round - 1]!,
    toText: () => `${round} rounds`,
  };
  const given = boost(model, { rounds: values.length, metric, onProgress: undefined, ...plan });
  return { ...given, updates: round };
}

describe('boost', () => {
  it('stops so many rounds after the best, and keeps the rounds up to it', () => {
    expect(boosted([3, 2, 1, 2, 2, 0], { patience: 2 })).toMatchObject({ rounds: 3, updates: 5 });
  });

  it('goes on while the metric becomes better, and keeps the best at the end', () => {
    expect(boosted([3, 2, 3, 1, 2], { patience: 2 })).toMatchObject({ rounds: 4, updates: 5 });
  });

  it('keeps the first round that is as good as the best, but for the tolerance', () => {
    const plan = { patience: 9, tolerance: 0.1 };
    const before = { rounds: 5, value: 1 };
    expect(boosted([3, 1.5, 1.09, 1.05, 1], plan)).toMatchObject({
      ...{ rounds: 3, pruning: { metric: 'logLoss', before, after: { rounds: 3, value: 1.09 } } },
    });
    expect(boosted([0.5, 0.8, 0.9, 0.7], plan, 'auc').pruning).toMatchObject({ after: { rounds: 3 } });
    expect(boosted([3, 2, 1], plan).pruning).toMatchObject({ before: { rounds: 3 }, after: { rounds: 3 } });
    expect(boosted([NaN, NaN], plan)).toMatchObject({ rounds: 1, pruning: undefined });
    expect(boosted([3, 2, 1], { patience: 9 }).pruning).toBeUndefined();
  });

  it('takes a higher AUC for better', () => {
    expect(boosted([0.5, 0.9, 0.8, 0.7], { patience: 2 }, 'auc')).toMatchObject({ rounds: 2, updates: 4 });
  });

  it('passes over what differs in the last digits, which depend on the number of threads', () => {
    expect(boosted([3, 1, 1 - 1e-15, 1 - 2e-15, 0], { patience: 2 })).toMatchObject({ rounds: 2, updates: 4 });
  });

  it('keeps the first round where no metric is a number', () => {
    expect(boosted([NaN, NaN, NaN], { patience: 2 })).toMatchObject({ rounds: 1, updates: 3 });
  });

  it('tells the metric of the validation rows', () => {
    const told: unknown[] = [];
    boosted([3, 2], { patience: 1, onProgress: (...progress) => told.push(progress) });
    expect(told).toEqual([
      [1, 2, { name: 'logLoss', value: 3 }],
      [2, 2, { name: 'logLoss', value: 2 }],
    ]);
  });

  it('keeps all rounds where nothing is watched', () => {
    const { rounds, curves } = boosted([1, 2, 3]);
    expect(rounds).toBe(3);
    expect(curves).toEqual([expect.objectContaining({ rows: 'training', rounds: [1, 2, 3], values: [1, 2, 3] })]);
  });

  it('looks at few training rows 25 times, at many 10 times', () => {
    const values = Array.from({ length: 100 }, (_, round) => 100 - round);
    const roundsOf = (plan: Partial<BoostingPlan>) => boosted(values, plan).curves[0]?.rounds;
    expect(roundsOf({ rowCount: 99_999 })).toEqual(Array.from({ length: 25 }, (_, look) => 4 * (look + 1)));
    expect(roundsOf({ rowCount: 100_000 })).toEqual(Array.from({ length: 10 }, (_, look) => 10 * (look + 1)));
  });

  it('ends where more rounds change nothing, if they may come to rest', () => {
    expect(boosted([3, 2, 2, 2, 2]).updates).toBe(5);
    expect(boosted([3, 2, 2, 2, 2], { rests: true }).updates).toBe(3);
  });

  it('leaves checkpoints when they are due, but for the last round', () => {
    const saved: unknown[] = [];
    boosted([3, 2, 1, 0], {
      checkpoints: { isDue: (round) => round % 2 === 0, save: (checkpoint) => saved.push(structuredClone(checkpoint)) },
    });
    const curve = { metric: 'logLoss', rows: 'training', rounds: [1, 2], values: [3, 2] };
    expect(saved).toEqual([{ rounds: 2, model: '2 rounds', curves: [expect.objectContaining(curve)] }]);
  });
});
