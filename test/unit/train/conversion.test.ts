import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ProjectFile, Task } from '#src/contracts/project-file.ts';
import { fitFeaturePlan } from '#src/featurize/fit-feature-plan.ts';
import { modelToOnnx } from '#src/onnx/model-to-onnx.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { createRandom } from '#src/random.ts';
import type { Validation } from '#src/train/learner.ts';
import { type TrainingRequest, trainModel } from '#src/train/train-model.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

type Training = ProjectFile['training'];
type Hyperparameters = Training['hyperparameters'];

const CATEGORIES = 40;
const CLASSES = 3;

/** Rows of two numbers, one of them sometimes missing, and a category, sometimes missing, with what follows from them. */
function rowsOf(seed: number, rowCount: number, task: Task) {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: rowCount * 3 }, (_, index) => {
    const isFirstRow = index < 3; // a column without any value would be no feature
    if (index % 3 === 0) return Math.fround(random() * 20 - 10);
    if (!isFirstRow && random() < 0.15) return Number.NaN;
    return index % 3 === 1 ? Math.floor(random() * 6) : Math.floor(random() ** 2 * CATEGORIES);
  });
  const labels = Float32Array.from({ length: rowCount }, (_, row) => {
    const [a, b, category] = values.subarray(3 * row, 3 * row + 3);
    const score = a! + (b || 0) * 2 + ((category || 3) % 5) * 3 + random() * 4;
    if (task === 'regression') return 40 + score; // above 0, as some objectives want it
    return task === 'binary' ? Number(score > 8) : Math.floor(Math.min(Math.max(score, 0), 29) / 10);
  });
  const weights = Float32Array.from({ length: rowCount }, () => Math.floor(random() * 4));
  if (task !== 'regression') labels.set(task === 'binary' ? [0, 1] : [0, 1, 2]);
  weights.fill(1, 0, 3);
  return { features: { names: ['a', 'b', 'c'], rowCount, values }, labels, weights };
}

/** LightGBM refuses monotone constraints with these. */
const NEVER_MONOTONE: ReadonlySet<unknown> = new Set(['regression_l1', 'quantile', 'mape']);

interface Case {
  readonly seed: number;
  readonly task: Task;
  readonly hyperparameters: Hyperparameters;
  readonly objective: Hyperparameters;
  readonly isWeighted: boolean;
  readonly isNative: boolean;
  readonly isMonotone: boolean;
  readonly stopsEarly: boolean;
}

function requestOf(algorithm: Training['algorithm'], given: Case): TrainingRequest {
  const { seed, task, isWeighted, isNative, isMonotone, stopsEarly, objective, hyperparameters } = given;
  const { weights, ...rows } = rowsOf(seed, 80, task);
  const metric = task === 'regression' ? 'rmse' : 'logLoss';
  const validation: Validation = { ...rowsOf(seed + 1, 40, task), patience: 3, metric };
  const isDart = Object.values(hyperparameters).includes('dart');
  const rounds: Hyperparameters = algorithm === 'lightgbm' ? { num_iterations: 12 } : { num_boost_round: 12 };
  return {
    ...rows,
    ...{ task, classCount: task === 'regression' ? 0 : task === 'binary' ? 2 : CLASSES, target: 'y', algorithm, seed },
    hyperparameters: { ...rounds, ...hyperparameters, ...(task === 'regression' && objective) },
    ...(isWeighted && { weights }),
    ...(isNative && { categories: new Map([[2, CATEGORIES]]) }),
    ...(isMonotone &&
      algorithm !== 'linear' &&
      !NEVER_MONOTONE.has(objective['objective']) && { monotone: new Map([[0, 1]] as const) }),
    ...(stopsEarly && !isDart && algorithm !== 'linear' && { validation }),
  };
}

/** Largest difference between the ONNX graph and the library on other rows, in terms of the prediction where it is large. */
async function largestDifference(request: TrainingRequest): Promise<number> {
  const { task, classCount, seed } = request;
  const { features } = rowsOf(seed + 2, 60, task);
  const column = (index: number) => [...features.values].filter((_, place) => place % 3 === index);
  const table = tableOf(...features.names.map((name, index) => numbers(name, column(index))));
  const plan = fitFeaturePlan(table, [0], projectOf({ features: { impute: 'none' } }));
  const model = trainModel(request);
  try {
    const native = model.predict(features);
    const classes = [...Array(classCount).keys()];
    const onnx = modelToOnnx({ plan, predictor: model.predictor, task, target: 'y', classes });
    const predicted = await scoreTable(onnx, plan, table);
    expect(predicted).toHaveLength(native.length);
    const differences = native.map((value, at) => Math.abs(predicted[at]! - value) / Math.max(1, Math.abs(value)));
    return Math.max(...differences);
  } finally {
    model.dispose();
  }
}

const OPTIONS: Record<Training['algorithm'], { hyperparameters: Hyperparameters[]; objectives: Hyperparameters[] }> = {
  lightgbm: {
    hyperparameters: [
      { min_data_in_leaf: 2, min_data_per_group: 2, cat_smooth: 1, cat_l2: 0 },
      { min_data_in_leaf: 5, max_cat_to_onehot: 64 },
      { boosting: 'dart', min_data_in_leaf: 5, drop_rate: 0.5 },
      { boosting: 'rf', bagging_fraction: 0.7, bagging_freq: 1, min_data_in_leaf: 2, min_data_per_group: 2 },
      { data_sample_strategy: 'goss', min_data_in_leaf: 2 },
      { extra_trees: true, min_data_in_leaf: 2, use_missing: false },
    ],
    objectives: [
      {},
      ...['regression_l1', 'huber', 'fair', 'quantile', 'mape', 'poisson', 'gamma', 'tweedie'].map((objective) => ({
        objective,
      })),
    ],
  },
  xgboost: {
    hyperparameters: [
      {},
      { max_cat_to_onehot: 64, max_depth: 3 },
      { max_cat_to_onehot: 1, max_cat_threshold: 3 },
      { booster: 'dart', rate_drop: 0.5, one_drop: true },
      { tree_method: 'approx', grow_policy: 'lossguide', max_leaves: 8 },
      { num_parallel_tree: 3, subsample: 0.6 },
    ],
    objectives: [
      {},
      ...['reg:absoluteerror', 'reg:pseudohubererror', 'count:poisson', 'reg:gamma', 'reg:tweedie'].map(
        (objective) => ({
          objective,
        }),
      ),
      { objective: 'reg:quantileerror', quantile_alpha: 0.8 },
    ],
  },
  linear: { hyperparameters: [{}, { alpha: 0.05, eta: 0.5 }, { lambda: 0 }], objectives: [{}] },
};

const caseOf = (algorithm: Training['algorithm']): fc.Arbitrary<Case> =>
  fc.record({
    seed: fc.nat(1e6),
    task: fc.constantFrom<Task[]>('binary', 'multiclass', 'regression'),
    hyperparameters: fc.constantFrom(...OPTIONS[algorithm].hyperparameters),
    objective: fc.constantFrom(...OPTIONS[algorithm].objectives),
    isWeighted: fc.boolean(),
    isNative: fc.boolean(),
    isMonotone: fc.boolean(),
    stopsEarly: fc.boolean(),
  });

describe.each(['lightgbm', 'xgboost', 'linear'] as const)('the ONNX graph of %s', (algorithm) => {
  it.prop([caseOf(algorithm)], { numRuns: 40 })('predicts as the library does, whatever is asked', async (given) => {
    expect(await largestDifference(requestOf(algorithm, given))).toBeLessThan(1e-5);
  });
});
