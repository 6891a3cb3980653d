import { describe, expect, it } from 'vitest';
import { selectMatrixRows } from '#src/featurize/feature-matrix.ts';
import { modelToOnnx } from '#src/onnx/model-to-onnx.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { selectRows } from '#src/tabular/select.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { trainModel } from '#src/train/train-model.ts';
import { trainingSetOf } from '#src/train/training-set.ts';
import {
  DATA_SET_NAMES,
  type DataSet,
  prepareDataSet,
  projectFor,
  readDataSet,
  readFilesOf,
} from '#test/support/golden-models.ts';
import { hasShared } from '#test/support/shared-data.ts';

const TRAININGS = {
  lightgbm: { algorithm: 'lightgbm' },
  'lightgbm dart': { algorithm: 'lightgbm', hyperparameters: { boosting: 'dart', num_iterations: 30 } },
  xgboost: { algorithm: 'xgboost' },
  'xgboost forest': {
    algorithm: 'xgboost',
    hyperparameters: { num_parallel_tree: 3, subsample: 0.5, colsample_bynode: 0.5, num_boost_round: 30 },
  },
  linear: { algorithm: 'linear', hyperparameters: { num_boost_round: 50 } },
} as const;

/** Largest difference between ONNX and native predictions: of probabilities, or relative to each prediction. */
async function largestDifference(name: DataSet, training: Record<string, unknown>, encode: string) {
  const project = projectFor(name, { training, features: { encode } });
  const { task, target } = project;
  const table = await readDataSet(name);
  const prepared = await prepareDataSet(name, project);
  const { plan, features } = prepared;
  const { test } = plan.split;
  const { algorithm, hyperparameters, seed } = project.training;
  const model = trainModel({ ...trainingSetOf(prepared, table, project), target, algorithm, hyperparameters, seed });
  const native = model.predict(selectMatrixRows(features, test));
  const onnx = modelToOnnx({ plan: plan.features, predictor: model.predictor, task, target, classes: plan.classes });
  model.dispose();
  const predicted = await scoreTable(onnx, plan.features, selectRows(table, test));
  expect(predicted).toHaveLength(test.length * Math.max(plan.classes.length, 1));
  return native.reduce(
    (largest, expected, index) =>
      Math.max(largest, Math.abs(predicted[index]! - expected) / Math.max(Math.abs(expected), 1)),
    0,
  );
}

describe.skipIf(!hasShared)(`ONNX as the native library${hasShared ? '' : ' (../shared is absent)'}`, () => {
  const cases = DATA_SET_NAMES.flatMap((name) =>
    (Object.keys(TRAININGS) as (keyof typeof TRAININGS)[]).map((training) => [name, training] as const),
  );

  it.each(cases)('%s, %s: held-out raw rows to 1e-5', async (name, training) => {
    expect(await largestDifference(name, TRAININGS[training], 'ordinal')).toBeLessThan(1e-5);
  });

  it.each(['onehot', 'frequency'])('telco_churn with its texts as %s', async (encode) => {
    expect(await largestDifference('telco_churn', TRAININGS.lightgbm, encode)).toBeLessThan(1e-5);
  });

  it.each(['lightgbm', 'xgboost', 'linear'] as const)('adult with its texts as categories, %s', async (algorithm) => {
    expect(await largestDifference('adult', { algorithm }, 'native')).toBeLessThan(1e-5);
  });

  it.each(['lightgbm', 'xgboost', 'linear'] as const)('penguins twice with %s: the same bytes', async (algorithm) => {
    const project = projectFor('penguins', { training: { algorithm } });
    const { sha256 } = await fitProject(await readFilesOf('penguins'), project);
    expect((await fitProject(await readFilesOf('penguins'), project)).sha256).toBe(sha256);
  });
});
