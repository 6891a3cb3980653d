import type { ProjectFile } from '../contracts/project-file.ts';
import type { SearchRange } from '../contracts/settings/tuning.ts';
import type { Hyperparameters } from '../contracts/trial.ts';

type Algorithm = ProjectFile['training']['algorithm'];

/** What is searched where a project names no space. */
export const defaultSpaces: Readonly<Record<Algorithm, Readonly<Record<string, SearchRange>>>> = {
  lightgbm: {
    num_leaves: { int: [8, 128], log: true },
    learning_rate: { float: [0.02, 0.3], log: true },
    min_data_in_leaf: { int: [5, 100], log: true },
    feature_fraction: { float: [0.5, 1], log: false },
    lambda_l2: { float: [1e-3, 30], log: true },
  },
  xgboost: {
    max_depth: { int: [3, 10], log: false },
    eta: { float: [0.02, 0.5], log: true },
    min_child_weight: { float: [1, 100], log: true },
    subsample: { float: [0.5, 1], log: false },
    colsample_bytree: { float: [0.5, 1], log: false },
    lambda: { float: [0.1, 30], log: true },
  },
  linear: {
    lambda: { float: [1e-7, 1], log: true },
    alpha: { float: [1e-8, 0.1], log: true },
  },
};

/** The libraries' defaults of what is often searched: the first trial has them, so that tuning never ends below them. */
export const startingPoints: Readonly<Record<Algorithm, Hyperparameters>> = {
  lightgbm: {
    ...{ boosting: 'gbdt', data_sample_strategy: 'bagging', learning_rate: 0.1, num_leaves: 31, max_depth: -1 },
    ...{ min_data_in_leaf: 20, min_sum_hessian_in_leaf: 1e-3, feature_fraction: 1, feature_fraction_bynode: 1 },
    ...{ bagging_fraction: 1, bagging_freq: 0, lambda_l1: 0, lambda_l2: 0, min_gain_to_split: 0, path_smooth: 0 },
    ...{ extra_trees: false, max_bin: 255, num_iterations: 100, cat_smooth: 10, cat_l2: 10 },
  },
  xgboost: {
    ...{ booster: 'gbtree', eta: 0.3, max_depth: 6, max_leaves: 0, grow_policy: 'depthwise', num_boost_round: 100 },
    ...{ min_child_weight: 1, gamma: 0, subsample: 1, colsample_bytree: 1, colsample_bylevel: 1, colsample_bynode: 1 },
    ...{ lambda: 1, alpha: 0, max_delta_step: 0, max_bin: 256 },
  },
  linear: { alpha: 0, num_boost_round: 300 },
};
