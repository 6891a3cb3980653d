import type { z } from 'zod';
import { parseHyperparameters } from '../hyperparameters.ts';
import type { Learner, TrainedModel, TrainingOptions, TrainingSet } from '../learner.ts';
import { withComplements } from '../probabilities.ts';
import { LightGbmBooster, LightGbmDataset } from './library.ts';
import { readLightGbmTrees } from './model-text.ts';
import { lightgbmParameters, lightgbmSynonyms } from './parameters.ts';

type Parameters = z.output<typeof lightgbmParameters>;

/** Gradient boosting by LightGBM 4.7.0. */
export const lightgbm: Learner = {
  configure: (hyperparameters) => {
    const list = { parameters: lightgbmParameters, synonyms: lightgbmSynonyms };
    const parameters = parseHyperparameters(list, hyperparameters);
    return (data, options) => train(data, parameters, options);
  },
};

function train(data: TrainingSet, parameters: Parameters, options: TrainingOptions): TrainedModel {
  const text = parameterText(data, parameters, options);
  const dataset = new LightGbmDataset(data.features, data.labels, text);
  try {
    const booster = new LightGbmBooster(dataset, text);
    try {
      for (let round = 1; round <= parameters.num_iterations; round += 1) {
        booster.update();
        options.onProgress?.(round, parameters.num_iterations);
      }
      return trainedModel(booster, data, options);
    } catch (error) {
      booster.free();
      throw error;
    }
  } finally {
    dataset.free();
  }
}

function trainedModel(booster: LightGbmBooster, { task, classCount }: TrainingSet, { threads }: TrainingOptions) {
  const outputs = task === 'multiclass' ? classCount : 1;
  return {
    trees: readLightGbmTrees(booster.toText(), outputs),
    predict: (features) => {
      const predictions = booster.predict(features, outputs, `num_threads=${threads} verbosity=-1`);
      return task === 'binary' ? withComplements(predictions) : predictions;
    },
    dispose: () => booster.free(),
  } satisfies TrainedModel;
}

/** `name=value name=value`, as the library reads it; the last three make the result the same on any machine and thread count. */
function parameterText({ task, classCount }: TrainingSet, parameters: Parameters, { seed, threads }: TrainingOptions) {
  const { num_iterations: _, ...tuning } = parameters;
  const fixed = {
    objective: task,
    ...(task === 'multiclass' && { num_class: classCount }),
    seed,
    num_threads: threads,
    verbosity: -1, // its words would mix with the data on stdout
    deterministic: true,
    force_row_wise: true,
  };
  return Object.entries({ ...tuning, ...fixed })
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
