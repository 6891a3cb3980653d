import { describe, expect, it } from 'vitest';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '#src/errors.ts';
import { type TrainingRequest, trainModel } from '#src/train/train-model.ts';
import { rawScores, treesOf } from '#test/support/evaluate-trees.ts';

const ROWS = 200;
/** Two numbers per row, every seventh of the second missing. */
const values = Float32Array.from({ length: 2 * ROWS }, (_, index) =>
  index % 2 === 0 ? (index * 37) % 101 : index % 7 === 0 ? Number.NaN : (index * 53) % 97,
);
const features = { names: ['a', 'b'], rowCount: ROWS, values };
const labelled = (label: (a: number, b: number) => number) =>
  Float32Array.from({ length: ROWS }, (_, row) => label(values[2 * row]!, values[2 * row + 1]!));

const binary: TrainingRequest = {
  features,
  labels: labelled((a, b) => (a + (b || 30) > 90 ? 1 : 0)),
  ...{ task: 'binary', classCount: 2, target: 'y', algorithm: 'lightgbm', seed: 7 },
  hyperparameters: {},
};
const multiclass: TrainingRequest = {
  ...{ ...binary, task: 'multiclass', classCount: 3 },
  labels: labelled((a) => Math.floor(a / 34)),
};
const regression: TrainingRequest = {
  ...{ ...binary, task: 'regression', classCount: 0 },
  labels: labelled((a, b) => 1000 + 3 * a - (b || 0)),
};

type Training = ProjectFile['training'];

const rounds = (algorithm: Training['algorithm'], count: number): Training['hyperparameters'] =>
  algorithm === 'lightgbm' ? { num_iterations: count } : { num_boost_round: count };

function probabilitiesOf(task: string, scores: readonly number[]): number[] {
  if (task === 'regression') return [...scores];
  if (task === 'binary') return scores.flatMap((score) => [1 - 1 / (1 + Math.exp(-score)), 1 / (1 + Math.exp(-score))]);
  const powers = scores.map(Math.exp);
  return powers.map((power) => power / powers.reduce((sum, other) => sum + other));
}

describe.each(['lightgbm', 'xgboost'] as const)('trainModel with %s', (algorithm) => {
  it.each([
    ['binary', binary],
    ['multiclass', multiclass],
    ['regression', regression],
  ])('gives the trees that the library predicts a %s by', (task, request) => {
    const model = trainModel({ ...request, algorithm, hyperparameters: rounds(algorithm, 20) });
    try {
      const native = model.predict(features);
      const walked = Array.from({ length: ROWS }, (_, row) =>
        probabilitiesOf(task, rawScores(treesOf(model), values.subarray(2 * row, 2 * row + 2))),
      ).flat();
      const scale = task === 'regression' ? 1000 : 1;
      for (const [index, value] of walked.entries()) expect(native[index]! / scale).toBeCloseTo(value / scale, 5);
      expect(native).toHaveLength(walked.length);
    } finally {
      model.dispose();
    }
  });

  it('learns', () => {
    const model = trainModel({ ...binary, algorithm });
    const right = model
      .predict(features)
      .filter((p, index) => index % 2 === 1 && p > 0.5 === (binary.labels[(index - 1) / 2] === 1));
    model.dispose();
    expect(right.length / ROWS).toBeGreaterThan(0.95);
  });

  it('gives the same trees for the same seed, on one thread and on two', () => {
    const sampling: Training['hyperparameters'] =
      algorithm === 'lightgbm' ? { bagging_fraction: 0.5, bagging_freq: 1 } : { subsample: 0.5 };
    const predictorOf = (changes: Partial<TrainingRequest>) => {
      const model = trainModel({ ...binary, algorithm, hyperparameters: sampling, ...changes });
      const { predictor } = model;
      model.dispose();
      return predictor;
    };
    expect(predictorOf({ threads: 2 })).toEqual(predictorOf({ threads: 1 }));
    expect(predictorOf({ seed: 8 })).not.toEqual(predictorOf({}));
  });

  it('cannot be read from once it is disposed of', () => {
    const model = trainModel({ ...binary, algorithm });
    model.dispose();
    expect(() => model.predictor).toThrow('disposed of');
    expect(() => model.predict(binary.features)).toThrow('disposed of');
    expect(() => model.dispose()).toThrow('disposed of');
  });

  it('tells every round', () => {
    const told: [number, number][] = [];
    const onProgress = (round: number, total: number) => told.push([round, total]);
    trainModel({ ...binary, algorithm, hyperparameters: rounds(algorithm, 3), onProgress }).dispose();
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('passes hyperparameters on', () => {
    const leaves: Training['hyperparameters'] = algorithm === 'lightgbm' ? { num_leaves: 2 } : { max_depth: 1 };
    const model = trainModel({ ...binary, algorithm, hyperparameters: { ...leaves, ...rounds(algorithm, 4) } });
    expect(treesOf(model).trees.map(({ nodes }) => nodes.length)).toEqual([3, 3, 3, 3]);
    model.dispose();
  });

  it('refuses unknown hyperparameters before it looks at the data', () => {
    const request = { ...binary, algorithm, hyperparameters: { nonsense: 1 }, labels: new Float32Array(ROWS) };
    expect(() => trainModel(request)).toThrow(InvalidProjectFileError);
  });
});

describe('trainModel', () => {
  it.each([
    ['no rows', { features: { names: ['a'], rowCount: 0, values: new Float32Array(0) } }, 'no rows to train on'],
    ['no features', { features: { names: [], rowCount: 3, values: new Float32Array(0) } }, 'no features to train on'],
    [
      'one class',
      { labels: new Float32Array(ROWS).fill(1) },
      'the target "y" has the same class in all 200 training rows',
    ],
    [
      'a constant',
      { task: 'regression', labels: new Float32Array(ROWS).fill(5) },
      'the target "y" has the same value in all 200 training rows',
    ],
    ['a missing label', { labels: labelled((a, b) => a + b) }, 'the target "y" has no usable value in training row'],
  ] as const)('refuses %s', (_, changes, message) => {
    expect(() => trainModel({ ...binary, ...changes })).toThrow(UntrainableDataError);
    expect(() => trainModel({ ...binary, ...changes })).toThrow(message);
  });

  it.each([
    [{ boosting: 'rf' }, 'boosting rf needs bagging_freq above 0'],
    [{ data_sample_strategy: 'goss', top_rate: 0.7, other_rate: 0.4 }, 'are more than 1 together'],
    [{ data_sample_strategy: 'goss', bagging_freq: 1, bagging_fraction: 0.5 }, 'leave bagging_freq out'],
    [{ is_unbalance: true, scale_pos_weight: 2 }, 'leave one out'],
  ])('says what LightGBM would refuse: %j', (hyperparameters, message) => {
    expect(() => trainModel({ ...binary, hyperparameters })).toThrow(UntrainableDataError);
    expect(() => trainModel({ ...binary, hyperparameters })).toThrow(message);
  });

  it('says which target LightGBM would refuse', () => {
    const request = { ...regression, labels: labelled((a) => a - 0.5), hyperparameters: { objective: 'poisson' } };
    expect(() => trainModel(request)).toThrow(/the objective poisson needs a target of 0 or more, not -0\./);
  });

  it('gives LightGBM’s own words when it refuses the combination of parameters', () => {
    const request = { ...regression, monotone: new Map([[0, 1 as const]]), hyperparameters: { objective: 'quantile' } };
    expect(() => trainModel(request)).toThrow(
      /^LightGBM cannot train on this: Cannot use .*monotone_constraints.* in quantile/,
    );
  });

  it('gives XGBoost’s own words, too', () => {
    const request = { ...regression, algorithm: 'xgboost', labels: labelled((a) => a), task: 'binary' } as const;
    expect(() => trainModel(request)).toThrow(
      /^XGBoost cannot train on this: Check failed: .* base_score must be in \(0,1\) for the logistic loss/,
    );
  });
});
