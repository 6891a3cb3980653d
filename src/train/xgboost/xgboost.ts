import type { z } from 'zod';
import { InvalidProjectFileError } from '../../errors.ts';
import type { Predictor } from '../../onnx/model-to-onnx.ts';
import { type Boosted, boost } from '../boost.ts';
import { parseHyperparameters } from '../hyperparameters.ts';
import type { Learner, TrainedModel, TrainingOptions, TrainingSet } from '../learner.ts';
import { curveMetric } from '../learning-curve.ts';
import { once } from '../once.ts';
import { XgBoostBooster } from './booster.ts';
import { XgBoostMatrix } from './matrix.ts';
import { readXgBoostTrees } from './model-json.ts';
import { linkOf, metricName, OBJECTIVES } from './objectives.ts';
import { xgboostParameters, xgboostSynonyms } from './parameters.ts';

type Parameters = z.output<typeof xgboostParameters>;

/** The library's own default of max_bin. */
const DEFAULT_BINS = 256;

/** From so many values on, the memory that keeping bins alone saves (8 bytes each) is worth the time that it takes. */
const VALUES_WORTH_BINS = 100_000_000;

/** Gradient boosting by XGBoost 3.2.0. */
export const xgboost: Learner = {
  configure: ({ hyperparameters, stopsEarly }, task) => {
    const list = { parameters: xgboostParameters, synonyms: xgboostSynonyms, task };
    const parameters = parseHyperparameters(list, hyperparameters);
    if (stopsEarly) requireTruncatable(parameters);
    return (data, options) => train(data, parameters, options);
  },
};

function requireTruncatable({ booster }: Parameters): void {
  if (booster !== 'dart') return;
  throw new InvalidProjectFileError(
    'training.earlyStopping: booster dart changes earlier trees in every round, so it cannot go back to the best: ' +
      'use booster gbtree or leave earlyStopping out',
  );
}

/** Draws no random numbers in any round: the library does not save where it is in drawing them. */
const drawsNothing = ({ booster = 'gbtree', num_parallel_tree = 1, ...shares }: Parameters): boolean =>
  booster === 'gbtree' &&
  num_parallel_tree === 1 &&
  [shares.subsample, shares.colsample_bytree, shares.colsample_bylevel, shares.colsample_bynode].every(
    (share = 1) => share === 1,
  );

function train(data: TrainingSet, parameters: Parameters, options: TrainingOptions): TrainedModel {
  const { validation, categories } = data;
  const training = trainingMatrix(data, parameters, options);
  const watched = validation && XgBoostMatrix.dense(validation.features, options.threads, categories);
  try {
    if (validation) watched?.describe(validation);
    return trainOn(training, watched, data, parameters, options);
  } finally {
    watched?.free();
    training.free();
  }
}

function trainingMatrix(
  data: TrainingSet,
  { booster = 'gbtree', tree_method = 'auto', max_bin = DEFAULT_BINS }: Parameters,
  { threads }: TrainingOptions,
): XgBoostMatrix {
  const { features, categories } = data;
  const isBinned = booster === 'gbtree' && ['auto', 'hist'].includes(tree_method);
  if (isBinned && features.values.length >= VALUES_WORTH_BINS)
    return XgBoostMatrix.bins(data, threads, max_bin, categories);
  const matrix = XgBoostMatrix.dense(features, threads, categories);
  matrix.describe(data);
  return matrix;
}

function trainOn(
  training: XgBoostMatrix,
  watched: XgBoostMatrix | undefined,
  data: TrainingSet,
  parameters: Parameters,
  options: TrainingOptions,
): TrainedModel {
  const { num_boost_round: rounds, objective: chosen, ...tuning } = parameters;
  const checkpoints = drawsNothing(parameters) ? options.checkpoints : undefined;
  const objective = chosen ?? OBJECTIVES[data.task];
  const metric = curveMetric(data.task, data.validation?.metric);
  const fixed = { objective, eval_metric: metricName(metric, data.task), ...fixedParameters(data, options) };
  const matrices = watched ? [training, watched] : [training];
  const booster = XgBoostBooster.create(matrices, { ...tuning, ...fixed }, checkpoints?.last?.model);
  try {
    const model = {
      update: (round: number) => booster.update(round, training),
      score: (rows: 'training' | 'validation') => booster.score(rows === 'validation' && watched ? watched : training),
      toText: () => booster.toJson(),
    };
    const { patience, tolerance } = data.validation ?? {};
    const { rowCount } = data.features;
    const plan = { rounds, rowCount, metric, patience, tolerance, checkpoints, onProgress: options.onProgress };
    const { rounds: best, ...followed } = boost(model, plan);
    const before = followed.pruning?.before.rounds ?? best;
    const whole = before === best ? undefined : unpruned(booster, before, data, objective);
    const kept = data.validation ? booster.firstRounds(best) : booster;
    if (kept !== booster) booster.free();
    const known = { ...followed, ...(whole && { unpruned: () => whole }) };
    return trainedModel(kept, known, data, objective, options);
  } catch (error) {
    booster.free();
    throw error;
  }
}

function unpruned(booster: XgBoostBooster, rounds: number, data: TrainingSet, objective: string): Predictor {
  const whole = booster.firstRounds(rounds);
  try {
    return predictorOf(whole, data, objective);
  } finally {
    whole.free();
  }
}

function predictorOf(
  booster: XgBoostBooster,
  { task, classCount, categories }: TrainingSet,
  objective: string,
): Predictor {
  const outputs = task === 'multiclass' ? classCount : 1;
  const link = linkOf(objective);
  const trees = readXgBoostTrees(booster.toJson(), { outputs, link, categories });
  return { ...trees, ...(link === 'log' && { link }) };
}

/** What is said in every training, beside hyperparameters, objective and metric. */
export const fixedParameters = (
  { features, task, classCount, monotone }: TrainingSet,
  { seed, threads }: TrainingOptions,
) => ({
  ...(task === 'multiclass' && { num_class: classCount }),
  ...(monotone?.size && {
    monotone_constraints: `(${features.names.map((_, position) => monotone.get(position) ?? 0).join(',')})`,
  }),
  seed,
  nthread: threads,
  verbosity: 0,
});

/** What the library makes of its trees; the caller's booster is the model's from now on. */
export function trainedModel(
  booster: XgBoostBooster,
  followed: Omit<Boosted, 'rounds'> & Pick<TrainedModel, 'unpruned'>,
  data: TrainingSet,
  objective: string,
  { threads }: TrainingOptions,
): TrainedModel {
  const { task, classCount, categories } = data;
  const predictor = once(() => predictorOf(booster, data, objective));
  return {
    ...followed,
    get predictor() {
      return predictor();
    },
    predict: (features) => {
      const matrix = XgBoostMatrix.dense(features, threads, categories);
      return booster.predict(matrix, { rowCount: features.rowCount, task, classCount });
    },
    dispose: () => booster.free(),
  };
}
