import { curveMetric } from '../../train/learning-curve.ts';
import { designOf, sparseRows } from '../../train/linear/design-matrix.ts';
import { linearSettings } from '../../train/linear/linear.ts';
import { linearParameters } from '../../train/linear/parameters.ts';
import { XgBoostBooster } from '../../train/xgboost/booster.ts';
import { XgBoostMatrix } from '../../train/xgboost/matrix.ts';
import { metricName } from '../../train/xgboost/objectives.ts';
import { growTrial } from '../grow-trial.ts';
import type { OpenRows } from './trial-rows.ts';

/** Standardises the rows once. */
export const openLinearRows: OpenRows = (data, options) => {
  const { validation, features, categories, task } = data;
  const metric = curveMetric(task, validation.metric);
  const design = designOf(features, categories);
  const rows = { training: sparseRows(design, features), watched: sparseRows(design, validation.features) };
  const training = XgBoostMatrix.sparse(rows.training);
  const watched = XgBoostMatrix.sparse(rows.watched);
  training.describe(data);
  watched.describe(validation);
  return {
    grow: (hyperparameters, watch) => {
      const parameters = linearParameters.parse(hyperparameters);
      const settings = linearSettings(data, parameters, options, metricName(metric, task));
      const booster = XgBoostBooster.create([training, watched], settings);
      try {
        const model = {
          update: (round: number) => booster.update(round, training),
          score: () => booster.score(watched),
        };
        // Its weights end at the same place whatever the round, so the last one counts.
        return growTrial(model, { rounds: parameters.num_boost_round, metric, truncates: false }, watch);
      } finally {
        booster.free();
      }
    },
    free: () => {
      watched.free();
      training.free();
    },
  };
};
