import { describe, expect, it } from 'vitest';
import { evaluate } from '#src/evaluate/evaluate.ts';

describe('evaluate', () => {
  it('gives a classification its metrics', () => {
    const metrics = evaluate({ labels: [0, 1], probabilities: [0.5, 0.5, 0.25, 0.75], classCount: 2 });
    expect(Object.keys(metrics).slice(0, 4)).toEqual(['accuracy', 'auc', 'f1', 'logLoss']);
  });

  it('gives a regression its metrics', () => {
    expect(evaluate({ labels: [1, 3], predictions: [1, 3] })).toMatchObject({ rmse: 0, mae: 0, r2: 1 });
  });

  it('leaves out what the rows do not determine', () => {
    expect(evaluate({ labels: [1], probabilities: [0, 1], classCount: 2 })).not.toHaveProperty('auc');
    expect(evaluate({ labels: [], predictions: [] })).toEqual({});
  });
});
