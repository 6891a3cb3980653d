import { describe, expect, it } from 'vitest';
import type { ProjectFile, Task } from '#src/contracts/project-file.ts';
import { createRandom } from '#src/random.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

/** More than the blocks of rows that the libraries give their threads. */
const ROWS = 2500;
const random = createRandom(11);
const rows = [...Array(ROWS).keys()];
const columns = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
  numbers(
    name,
    rows.map(() => (random() < 0.05 ? null : random() * 1000 - 300)),
  ),
);
const town = texts(
  'town',
  rows.map(() => (random() < 0.05 ? null : `town ${Math.floor(random() * 30)}`)),
);
const weight = numbers(
  'weight',
  rows.map(() => random() * 3),
);
const score = rows.map((row) => (columns[0]!.values[row] || 0) + (columns[1]!.values[row] || 0) * 0.3 + random() * 500);
const targets: Record<Task, (score: number) => number> = {
  binary: (value) => Number(value > 300),
  multiclass: (value) => Math.floor(Math.min(Math.max(value, 0), 899) / 300),
  regression: (value) => 1000 + value,
};
const tableFor = (task: Task) => tableOf(...columns, town, weight, numbers('label', score.map(targets[task])));

const digestOf = async (task: Task, training: Record<string, unknown>, threads: number) => {
  const project: ProjectFile = projectOf({ task, features: { encode: 'native' }, training });
  return (await fitProject(tableFor(task), project, { threads })).sha256;
};

const expectSameBytes = async (task: Task, training: Record<string, unknown>) =>
  expect(await digestOf(task, training, 2)).toBe(await digestOf(task, training, 1));

const TASKS = ['binary', 'multiclass', 'regression'] as const;
const SETTINGS: [algorithm: string, what: string, settings: Record<string, unknown>][] = [
  ['lightgbm', 'with bagging', { bagging_fraction: 0.6, bagging_freq: 1, feature_fraction: 0.7 }],
  ['lightgbm', 'with dart', { boosting: 'dart', drop_rate: 0.3 }],
  ['lightgbm', 'as a random forest', { boosting: 'rf', bagging_fraction: 0.6, bagging_freq: 1 }],
  ['lightgbm', 'with extra trees', { extra_trees: true }],
  ['xgboost', 'with samples', { subsample: 0.6, colsample_bytree: 0.7, colsample_bynode: 0.7 }],
  ['xgboost', 'with dart', { booster: 'dart', rate_drop: 0.3 }],
  ['xgboost', 'with approximate splits', { tree_method: 'approx' }],
  ['xgboost', 'leaf by leaf', { grow_policy: 'lossguide', max_leaves: 20 }],
];

const few = (algorithm: string) => (algorithm === 'lightgbm' ? { num_iterations: 8 } : { num_boost_round: 8 });

describe('the bytes of a model on one thread and on two', () => {
  it.each(SETTINGS)('are the same of %s %s', async (algorithm, _, settings) => {
    const hyperparameters = { ...few(algorithm), ...settings };
    await expectSameBytes('multiclass', { algorithm, hyperparameters, sampleWeight: 'weight' });
  });
});

describe.each(TASKS)('the bytes of a %s model on one thread and on two', (task) => {
  it.each(['lightgbm', 'xgboost', 'linear'])('are the same of %s', async (algorithm) => {
    await expectSameBytes(task, { algorithm, hyperparameters: few(algorithm) });
  });

  it.each(['lightgbm', 'xgboost'])('are the same of %s with early stopping and weighted classes', async (algorithm) => {
    const weights = task === 'regression' ? {} : { classWeights: 'balanced' };
    const hyperparameters = algorithm === 'lightgbm' ? { num_iterations: 20 } : { num_boost_round: 20 };
    await expectSameBytes(task, { algorithm, hyperparameters, earlyStopping: { rounds: 5 }, ...weights });
  });
});
