import { curveMetric } from '../../train/learning-curve.ts';
import { XgBoostBooster } from '../../train/xgboost/booster.ts';
import { XgBoostMatrix } from '../../train/xgboost/matrix.ts';
import { metricName, OBJECTIVES } from '../../train/xgboost/objectives.ts';
import { xgboostParameters } from '../../train/xgboost/parameters.ts';
import { fixedParameters } from '../../train/xgboost/xgboost.ts';
import { growTrial } from '../grow-trial.ts';
import type { OpenRows } from './trial-rows.ts';

/** Keeps the rows for all trials; XGBoost itself bins them anew where a trial's `max_bin` is another. */
export const openXgBoostRows: OpenRows = (data, options) => {
  const { validation, categories, task } = data;
  const metric = curveMetric(task, validation.metric);
  const training = XgBoostMatrix.dense(data.features, options.threads, categories);
  const watched = XgBoostMatrix.dense(validation.features, options.threads, categories);
  training.describe(data);
  watched.describe(validation);
  return {
    grow: (hyperparameters, watch) => {
      const { num_boost_round: rounds, objective, ...tuning } = xgboostParameters.parse(hyperparameters);
      const fixed = { objective: objective ?? OBJECTIVES[task], eval_metric: metricName(metric, task) };
      const parameters = { ...tuning, ...fixed, ...fixedParameters(data, options) };
      const booster = XgBoostBooster.create([training, watched], parameters);
      try {
        const model = {
          update: (round: number) => booster.update(round, training),
          score: () => booster.score(watched),
        };
        return growTrial(model, { rounds, metric, truncates: tuning.booster !== 'dart' }, watch);
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
