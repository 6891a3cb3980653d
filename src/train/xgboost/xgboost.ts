import type { z } from 'zod';
import type { Task } from '../../contracts/project-file.ts';
import { parseHyperparameters } from '../hyperparameters.ts';
import type { Learner, TrainedModel, TrainingOptions, TrainingSet } from '../learner.ts';
import { withComplements } from '../probabilities.ts';
import { XgBoostBooster, XgBoostMatrix } from './library.ts';
import { readXgBoostTrees } from './model-json.ts';
import { xgboostParameters, xgboostSynonyms } from './parameters.ts';

type Parameters = z.output<typeof xgboostParameters>;

const OBJECTIVES: Readonly<Record<Task, string>> = {
  binary: 'binary:logistic',
  multiclass: 'multi:softprob',
  regression: 'reg:squarederror',
};

/** Gradient boosting by XGBoost 3.2.0. */
export const xgboost: Learner = {
  configure: (hyperparameters) => {
    const list = { parameters: xgboostParameters, synonyms: xgboostSynonyms };
    const parameters = parseHyperparameters(list, hyperparameters);
    return (data, options) => train(data, parameters, options);
  },
};

function train(data: TrainingSet, parameters: Parameters, options: TrainingOptions): TrainedModel {
  const { num_boost_round: rounds, ...tuning } = parameters;
  const matrix = new XgBoostMatrix(data.features, options.threads, data.labels);
  try {
    const booster = new XgBoostBooster(matrix, { ...tuning, ...fixedParameters(data, options) });
    try {
      for (let round = 0; round < rounds; round += 1) {
        booster.update(round, matrix);
        options.onProgress?.(round + 1, rounds);
      }
      return trainedModel(booster, data, options);
    } catch (error) {
      booster.free();
      throw error;
    }
  } finally {
    matrix.free();
  }
}

const fixedParameters = ({ task, classCount }: TrainingSet, { seed, threads }: TrainingOptions) => ({
  objective: OBJECTIVES[task],
  ...(task === 'multiclass' && { num_class: classCount }),
  seed,
  nthread: threads,
  verbosity: 0,
});

function trainedModel(booster: XgBoostBooster, { task, classCount }: TrainingSet, { threads }: TrainingOptions) {
  const outputs = task === 'multiclass' ? classCount : 1;
  return {
    trees: readXgBoostTrees(booster.toJson(), outputs, task === 'binary'),
    predict: (features) => {
      const matrix = new XgBoostMatrix(features, threads);
      try {
        const predictions = booster.predict(matrix, features.rowCount, outputs);
        return task === 'binary' ? withComplements(predictions) : predictions;
      } finally {
        matrix.free();
      }
    },
    dispose: () => booster.free(),
  } satisfies TrainedModel;
}
