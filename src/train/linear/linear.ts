import type { z } from 'zod';
import { InvalidProjectFileError } from '../../errors.ts';
import { boost } from '../boost.ts';
import { parseHyperparameters } from '../hyperparameters.ts';
import type { Learner, LearnerSettings, TrainedModel, TrainingOptions, TrainingSet } from '../learner.ts';
import { curveMetric } from '../learning-curve.ts';
import { XgBoostBooster } from '../xgboost/booster.ts';
import { XgBoostMatrix } from '../xgboost/matrix.ts';
import { linkOf, metricName, OBJECTIVES } from '../xgboost/objectives.ts';
import { type Design, designOf, sparseRows } from './design-matrix.ts';
import { readLinearModel } from './model-json.ts';
import { linearParameters, linearSynonyms } from './parameters.ts';

type Parameters = z.output<typeof linearParameters>;

/** Weights that change less in a pass over all features are as good as final. */
const TOLERANCE = 1e-5;

/** Logistic and ridge regression by the linear booster of XGBoost 3.2.0, on standardised features. */
export const linear: Learner = {
  configure: (settings, task) => {
    requireNoTreeSettings(settings);
    const list = { parameters: linearParameters, synonyms: linearSynonyms, task };
    const parameters = parseHyperparameters(list, settings.hyperparameters);
    return (data, options) => train(data, parameters, options);
  },
};

function requireNoTreeSettings({ stopsEarly, isMonotone }: LearnerSettings): void {
  const name = stopsEarly ? 'earlyStopping' : isMonotone ? 'monotone' : undefined;
  if (name === undefined) return;
  throw new InvalidProjectFileError(
    `training.${name}: the algorithm linear does not have it; use lightgbm or xgboost, or leave it out`,
  );
}

function train(data: TrainingSet, parameters: Parameters, options: TrainingOptions): TrainedModel {
  const { features, task, categories } = data;
  const design = designOf(features, categories);
  const rows = sparseRows(design, features);
  const matrix = XgBoostMatrix.sparse(rows);
  try {
    matrix.describe(data);
    const metric = curveMetric(task);
    const booster = XgBoostBooster.create(
      [matrix],
      linearSettings(data, parameters, options, metricName(metric, task)),
    );
    try {
      const model = {
        update: (round: number) => booster.update(round, matrix),
        score: () => booster.score(matrix),
        toText: () => booster.toJson(),
      };
      const { onProgress } = options;
      const { curves } = boost(model, { rounds: parameters.num_boost_round, metric, rests: true, onProgress });
      return { curves, ...trainedModel(booster, data, design) };
    } catch (error) {
      booster.free();
      throw error;
    }
  } finally {
    matrix.free();
  }
}

/** What the linear booster is told. */
export const linearSettings = (
  { features, task, classCount }: TrainingSet,
  { num_boost_round: _, lambda = 1 / features.rowCount, ...tuning }: Parameters,
  { seed }: TrainingOptions,
  metric: string,
) => ({
  ...{ ...tuning, lambda, booster: 'gblinear', objective: OBJECTIVES[task], eval_metric: metric },
  // The other updater lets threads race for the weights.
  ...{ updater: 'coord_descent', feature_selector: 'cyclic', tolerance: TOLERANCE },
  ...(task === 'multiclass' && { num_class: classCount }),
  ...{ seed, nthread: 1, verbosity: 0 }, // sums over rows depend on the number of threads
});

function trainedModel(
  booster: XgBoostBooster,
  { task, classCount }: TrainingSet,
  design: Design,
): Omit<TrainedModel, 'curves'> {
  const outputs = task === 'multiclass' ? classCount : 1;
  return {
    predictor: readLinearModel(booster.toJson(), design, outputs, linkOf(OBJECTIVES[task])),
    predict: (features) => {
      const matrix = XgBoostMatrix.sparse(sparseRows(design, features));
      return booster.predict(matrix, { rowCount: features.rowCount, task, classCount });
    },
    dispose: () => booster.free(),
  };
}
