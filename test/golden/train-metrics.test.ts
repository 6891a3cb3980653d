import { describe, expect, it } from 'vitest';
import { splitAfter } from '#src/cli/actions/read-split.ts';
import type { Split } from '#src/featurize/split-rows.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { selectRows } from '#src/tabular/select.ts';
import { fitPrepared, fitProject } from '#src/train/fit-project.ts';
import {
  type DataSet,
  goldenModels,
  goldenSplit,
  prepareDataSet,
  projectFor,
  readDataSet,
} from '#test/support/golden-models.ts';
import { hasShared } from '#test/support/shared-data.ts';

/** The trainings that golden/README.md describes, by their names there. */
const TRAININGS = {
  lightgbm_default: { algorithm: 'lightgbm' },
  'lightgbm_depth6_eta0.1_100': {
    algorithm: 'lightgbm',
    hyperparameters: { max_depth: 6, learning_rate: 0.1, num_iterations: 100 },
  },
  xgboost_default: { algorithm: 'xgboost' },
  'xgboost_depth6_eta0.1_100': {
    algorithm: 'xgboost',
    hyperparameters: { max_depth: 6, eta: 0.1, num_boost_round: 100 },
  },
  'xgboost_depth6_eta0.1_100_exact': {
    algorithm: 'xgboost',
    hyperparameters: { max_depth: 6, eta: 0.1, num_boost_round: 100, tree_method: 'exact' },
  },
} as const;

const SPLITS: Partial<Record<DataSet, () => Split>> = {
  wine: () => goldenSplit('wine'),
  breast_cancer: () => goldenSplit('breast_cancer'),
  telco_churn: () => goldenSplit('telco_churn'),
  adult: () => splitAfter(32_561, 32_561 + 16_281),
  elec2_v1_v2: () => splitAfter(9063, 2 * 9063),
};

const cases = (Object.keys(SPLITS) as DataSet[]).flatMap((name) =>
  (Object.keys(TRAININGS) as (keyof typeof TRAININGS)[]).map((model) => [name, model] as const),
);

describe.skipIf(!hasShared)(
  `training as well as the Python packages${hasShared ? '' : ' (../shared is absent)'}`,
  () => {
    it.each(cases)('%s, %s', async (name, model) => {
      const table = await readDataSet(name);
      const project = projectFor(name, { training: TRAININGS[model] });
      const { metrics } = await fitPrepared(await prepareDataSet(name, project, SPLITS[name]!()), table, project);
      const golden = goldenModels(name)[model]!;
      expect(Math.abs(metrics['accuracy']! - golden.accuracy)).toBeLessThanOrEqual(0.002);
      expect(Math.abs(metrics['auc']! - golden.auc)).toBeLessThanOrEqual(0.002);
      expect(Math.abs(metrics['f1']! - golden.f1_macro)).toBeLessThanOrEqual(0.002);
      expect(Math.abs(metrics['logLoss']! - golden.log_loss)).toBeLessThanOrEqual(0.002);
    });

    it('agaricus: the error, logarithmic loss and AUC of XGBoost’s own example', async () => {
      const hyperparameters = { eta: 1, gamma: 1, min_child_weight: 1, max_depth: 3, num_boost_round: 2 };
      const project = projectFor('agaricus', { training: { algorithm: 'xgboost', hyperparameters } });
      const { metrics } = await fitProject(await readDataSet('agaricus'), project, { split: splitAfter(6513, 8124) });
      expect(metrics).toMatchObject({ accuracy: 1, auc: 1 });
      expect(metrics['logLoss']).toBeCloseTo(0.0628081400220269, 6);
    });

    it('lightgbm_binary: the loss and AUC of LightGBM’s own example, without its sampling and weights', async () => {
      const hyperparameters = { num_leaves: 63, min_data_in_leaf: 50, min_sum_hessian_in_leaf: 5, num_iterations: 100 };
      const project = projectFor('lightgbm_binary', { training: { hyperparameters } });
      const split = splitAfter(7000, 7500);
      const { metrics } = await fitProject(await readDataSet('lightgbm_binary'), project, { split });
      expect(metrics['auc']).toBeCloseTo(0.8383642930856553, 4);
      expect(metrics['logLoss']).toBeCloseTo(0.49407679171476593, 4);
    });

    it.each([
      ['wine', 'lightgbm_default'],
      ['wine', 'xgboost_default'],
      ['breast_cancer', 'lightgbm_default'],
      ['breast_cancer', 'xgboost_default'],
    ] as const)('%s, %s: the same probabilities, row by row', async (name, model) => {
      const table = await readDataSet(name);
      const split = goldenSplit(name);
      const { onnx, plan } = await fitProject(table, projectFor(name, { training: TRAININGS[model] }), { split });
      const predicted = await scoreTable(onnx, plan.features, selectRows(table, split.test));
      const golden = goldenModels(name)[model]!.test_probabilities!;
      const width = predicted.length / split.test.length;
      for (const [row, probabilities] of golden.entries()) {
        for (const [index, probability] of probabilities.entries()) {
          expect(Math.abs(predicted[row * width + index]! - probability)).toBeLessThan(1e-5);
        }
      }
    });
  },
);
