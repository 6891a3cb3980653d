import { describe, expect, it } from 'vitest';
import type { TrainingSet } from '#src/train/learner.ts';
import { containerHyperparameters } from '#src/train/sagemaker/hyperparameters.ts';

const rows = (width = 3) => ({
  features: {
    names: Array.from({ length: width }, (_, index) => `f${index}`),
    rowCount: 0,
    values: new Float32Array(0),
  },
  labels: new Float32Array(0),
});
const weights = new Float32Array(0);
const set = (more: Partial<TrainingSet> = {}): TrainingSet => ({ ...rows(), task: 'binary', classCount: 2, ...more });
const given = (data: TrainingSet, hyperparameters: Record<string, string | number | boolean> = {}) =>
  containerHyperparameters(data, { hyperparameters, seed: 7 });

describe("hyperparameters by the container's names", () => {
  it('are texts, and say what follows from the task', () => {
    expect(given(set())).toEqual({
      ...{ num_round: '100', objective: 'binary:logistic', eval_metric: 'logloss', seed: '7' },
    });
    expect(given(set({ task: 'multiclass', classCount: 4 }), { num_boost_round: 12, eta: 1e-7 })).toEqual({
      ...{ num_round: '12', eta: '1e-7', objective: 'multi:softprob', num_class: '4', eval_metric: 'mlogloss' },
      seed: '7',
    });
    expect(given(set({ task: 'regression' }), { objective: 'reg:tweedie', one_drop: true })).toMatchObject({
      ...{ objective: 'reg:tweedie', eval_metric: 'rmse', one_drop: '1' },
    });
  });

  it('say which rows have weights, and how long to wait for a better metric of the others', () => {
    const validation = { ...rows(), weights, patience: 5, metric: 'auc' as const };
    expect(given(set({ weights, validation }))).toMatchObject({
      ...{ csv_weights: '1', early_stopping_rounds: '5', eval_metric: 'auc' },
    });
  });

  it('constrain features by position, by a method that can', () => {
    expect(given(set({ monotone: new Map([[1, -1]]) }))).toMatchObject({
      ...{ monotone_constraints: '(0,-1,0,)', tree_method: 'hist' },
    });
    const one = set({ ...rows(1), monotone: new Map([[0, 1]]) });
    expect(given(one, { tree_method: 'exact' })).toMatchObject({
      ...{ monotone_constraints: '(1,)', tree_method: 'exact' },
    });
    expect(given(set({ monotone: new Map() }))).not.toHaveProperty('tree_method');
  });

  it('are refused when a text is longer than SageMaker takes', () => {
    const wide = (width: number) => set({ ...rows(width), monotone: new Map([[0, 1]]) });
    expect(given(wide(1249))['monotone_constraints']).toHaveLength(2500);
    expect(() => given(wide(1250))).toThrow(/2500 characters of monotone_constraints at most/);
  });
});
