import type { z } from 'zod';
import type { Task } from '../../contracts/project-file.ts';
import type { CurveMetric } from '../../contracts/settings/training.ts';
import { InvalidProjectFileError } from '../../errors.ts';
import type { Predictor } from '../../onnx/model-to-onnx.ts';
import { type Boosted, boost, type GrowingModel } from '../boost.ts';
import { parseHyperparameters } from '../hyperparameters.ts';
import type { Learner, TrainedModel, TrainingOptions, TrainingSet } from '../learner.ts';
import { curveMetric } from '../learning-curve.ts';
import { once } from '../once.ts';
import { withComplements } from '../probabilities.ts';
import { LightGbmBooster, LightGbmDataset } from './library.ts';
import { readLightGbmTrees } from './model-text.ts';
import { lightgbmParameters, lightgbmSynonyms } from './parameters.ts';
import { requireCombination } from './require-combination.ts';

type Parameters = z.output<typeof lightgbmParameters>;

/** Absurdly many leaves would otherwise take all memory there is; others never need as much. */
const HISTOGRAM_MEGABYTES = 1024;
const ALL_ROUNDS = -1;

/** Regressions whose trees add up to the logarithm of the prediction. */
const LOG_OBJECTIVES: ReadonlySet<string> = new Set(['poisson', 'gamma', 'tweedie']);

const METRICS: Readonly<Record<CurveMetric, (task: Task) => string>> = {
  logLoss: (task) => (task === 'binary' ? 'binary_logloss' : 'multi_logloss'),
  error: (task) => (task === 'binary' ? 'binary_error' : 'multi_error'),
  auc: () => 'auc',
  rmse: () => 'rmse',
  mae: () => 'l1',
};

/** The metric by LightGBM's name. */
export const lightGbmMetric = (metric: CurveMetric, task: Task): string => METRICS[metric](task);

/** Gradient boosting by LightGBM 4.7.0. */
export const lightgbm: Learner = {
  configure: ({ hyperparameters, stopsEarly }, task) => {
    const list = { parameters: lightgbmParameters, synonyms: lightgbmSynonyms, task };
    const parameters = parseHyperparameters(list, hyperparameters);
    if (stopsEarly) requireTruncatable(parameters);
    return (data, options) => train(data, parameters, options);
  },
};

function requireTruncatable({ boosting }: Parameters): void {
  if (boosting !== 'dart') return;
  throw new InvalidProjectFileError(
    'training.earlyStopping: boosting dart changes earlier trees in every round, so it cannot go back to the best: ' +
      'use boosting gbdt or leave earlyStopping out',
  );
}

/** Draws no random numbers in any round: the library does not save where it is in drawing them. */
const drawsNothing = ({ boosting, data_sample_strategy, extra_trees, ...shares }: Parameters): boolean =>
  [undefined, 'gbdt'].includes(boosting) &&
  data_sample_strategy !== 'goss' &&
  !extra_trees &&
  [
    shares.bagging_fraction,
    shares.pos_bagging_fraction,
    shares.neg_bagging_fraction,
    shares.feature_fraction,
    shares.feature_fraction_bynode,
  ].every((share = 1) => share === 1);

function train(data: TrainingSet, parameters: Parameters, options: TrainingOptions): TrainedModel {
  requireCombination(parameters, data.labels);
  const { task, validation } = data;
  const metric = curveMetric(task, validation?.metric);
  const text = parameterText(data, parameters, options, lightGbmMetric(metric, task));
  const checkpoints = drawsNothing(parameters) ? options.checkpoints : undefined;
  const { patience, tolerance } = validation ?? {};
  const { rowCount } = data.features;
  const plan = { rounds: parameters.num_iterations, rowCount, metric, patience, tolerance, checkpoints };
  const training = new LightGbmDataset(data, text);
  const watched = validation && new LightGbmDataset(validation, text, training);
  const before = checkpoints?.last && LightGbmBooster.fromText(checkpoints.last.model);
  try {
    if (before) continueFrom(before, data, training, watched);
    const booster = LightGbmBooster.create(training, text, { validation: watched, before });
    try {
      const model: GrowingModel = {
        update: () => booster.update(),
        score: (rows) => booster.score(rows),
        toText: () => booster.toText(ALL_ROUNDS),
      };
      const boosted = boost(model, { ...plan, onProgress: options.onProgress });
      return trainedModel(booster, boosted, data, parameters, options);
    } catch (error) {
      booster.free();
      throw error;
    }
  } finally {
    before?.free();
    watched?.free();
    training.free();
  }
}

function continueFrom(
  before: LightGbmBooster,
  { task, classCount, features, validation }: TrainingSet,
  training: LightGbmDataset,
  watched: LightGbmDataset | undefined,
): void {
  const outputs = task === 'multiclass' ? classCount : 1;
  training.continueFrom(before, features, outputs);
  if (validation) watched?.continueFrom(before, validation.features, outputs);
}

function trainedModel(
  booster: LightGbmBooster,
  { rounds, ...followed }: Boosted,
  { task, classCount, categories }: TrainingSet,
  { objective }: Parameters,
  { threads }: TrainingOptions,
): TrainedModel {
  const outputs = task === 'multiclass' ? classCount : 1;
  const firstRounds = (kept: number): Predictor => ({
    ...readLightGbmTrees(booster.toText(kept), outputs, categories),
    ...(objective && LOG_OBJECTIVES.has(objective) && { link: 'log' }),
  });
  const predictor = once(() => firstRounds(rounds));
  const before = followed.pruning?.before.rounds ?? rounds;
  return {
    ...followed,
    ...(before !== rounds && { unpruned: () => firstRounds(before) }),
    get predictor() {
      return predictor();
    },
    predict: (features) => {
      const predictions = booster.predict(features, rounds, outputs, `num_threads=${threads} verbosity=-1`);
      return task === 'binary' ? withComplements(predictions) : predictions;
    },
    dispose: () => booster.free(),
  };
}

/** `name=value name=value`, as the library reads it; the last ones make the result the same on any machine and thread count. */
export function parameterText(
  { features, task, classCount, categories, monotone }: TrainingSet,
  { num_iterations: _, objective, ...tuning }: Parameters,
  { seed, threads }: TrainingOptions,
  metric: string,
): string {
  const fixed = {
    ...{ objective: objective ?? task, metric },
    ...(task === 'multiclass' && { num_class: classCount }),
    ...(categories?.size && { categorical_feature: [...categories.keys()].join(',') }),
    ...(monotone?.size && {
      monotone_constraints: features.names.map((__, position) => monotone.get(position) ?? 0).join(','),
    }),
    seed,
    num_threads: threads,
    verbosity: -1, // its words would mix with the data on stdout
    deterministic: true,
    histogram_pool_size: HISTOGRAM_MEGABYTES,
    force_row_wise: true,
  };
  return Object.entries({ ...tuning, ...fixed })
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
