import { curveMetric } from '../../train/learning-curve.ts';
import { LightGbmBooster, LightGbmDataset } from '../../train/lightgbm/library.ts';
import { lightGbmMetric, parameterText } from '../../train/lightgbm/lightgbm.ts';
import { lightgbmParameters } from '../../train/lightgbm/parameters.ts';
import { requireCombination } from '../../train/lightgbm/require-combination.ts';
import { growTrial } from '../grow-trial.ts';
import type { OpenRows } from './trial-rows.ts';

/** With so many rows trials take a third less time in coarse bins, and it is still the same ones that are good. */
const MANY_ROWS = 10_000;
const COARSE_BINS = 63;

/** Bins the rows once for all trials whose hyperparameters do not shape the bins. */
export const openLightGbmRows: OpenRows = (data, options) => {
  const { validation, task } = data;
  const metric = curveMetric(task, validation.metric);
  let binned: Binned | undefined;
  return {
    grow: (hyperparameters, watch) => {
      // Features that a leaf's least number of rows rules out are left to the trees: that number differs between trials.
      const given = lightgbmParameters.parse(hyperparameters);
      const max_bin = given.max_bin ?? (data.features.rowCount < MANY_ROWS ? undefined : COARSE_BINS);
      const parameters = { ...given, ...(max_bin !== undefined && { max_bin }), feature_pre_filter: false };
      requireCombination(parameters, data.labels);
      const text = parameterText(data, parameters, options, lightGbmMetric(metric, task));
      const { min_data_in_bin, bin_construct_sample_cnt, use_missing } = parameters;
      const bins = JSON.stringify({ max_bin, min_data_in_bin, bin_construct_sample_cnt, use_missing });
      if (binned?.bins !== bins) {
        free(binned);
        const training = new LightGbmDataset(data, text);
        binned = { bins, training, watched: new LightGbmDataset(validation, text, training) };
      }
      const booster = LightGbmBooster.create(binned.training, text, { validation: binned.watched });
      try {
        const truncates = parameters.boosting !== 'dart';
        return growTrial(booster, { rounds: parameters.num_iterations, metric, truncates }, watch);
      } finally {
        booster.free();
      }
    },
    free: () => free(binned),
  };
};

interface Binned {
  /** The hyperparameters that shape the bins. */
  readonly bins: string;
  readonly training: LightGbmDataset;
  readonly watched: LightGbmDataset;
}

function free(binned: Binned | undefined): void {
  binned?.watched.free();
  binned?.training.free();
}
