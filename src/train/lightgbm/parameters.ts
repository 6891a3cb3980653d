import { z } from 'zod';

const fraction = z.number().gt(0).max(1);
const nonNegative = z.number().nonnegative();
/** More is a slip of the pen, and would never end. */
const MOST_ROUNDS = 100_000;

/**
 * LightGBM's parameters that shape the model; the ones left out keep the library's default.
 * @see https://lightgbm.readthedocs.io/en/v4.6.0/Parameters.html
 */
export const lightgbmParameters = z.strictObject({
  num_iterations: z.int().positive().max(MOST_ROUNDS).default(100),
  /** Of a regression; the other tasks have one only. */
  objective: z
    .enum(['regression', 'regression_l1', 'huber', 'fair', 'quantile', 'mape', 'poisson', 'gamma', 'tweedie'])
    .optional(),
  /** Of huber and quantile. */
  alpha: z.number().positive().optional(),
  fair_c: z.number().positive().optional(),
  poisson_max_delta_step: z.number().positive().optional(),
  tweedie_variance_power: z.number().min(1).lt(2).optional(),
  learning_rate: z.number().positive().optional(),
  num_leaves: z.int().min(2).max(131_072).optional(),
  /** −1: no limit. */
  max_depth: z.int().min(-1).optional(),
  boosting: z.enum(['gbdt', 'dart', 'rf']).optional(),
  data_sample_strategy: z.enum(['bagging', 'goss']).optional(),
  min_data_in_leaf: z.int().nonnegative().optional(),
  min_sum_hessian_in_leaf: nonNegative.optional(),
  bagging_fraction: fraction.optional(),
  pos_bagging_fraction: fraction.optional(),
  neg_bagging_fraction: fraction.optional(),
  bagging_freq: z.int().nonnegative().optional(),
  feature_fraction: fraction.optional(),
  feature_fraction_bynode: fraction.optional(),
  extra_trees: z.boolean().optional(),
  max_delta_step: z.number().optional(),
  lambda_l1: nonNegative.optional(),
  lambda_l2: nonNegative.optional(),
  min_gain_to_split: nonNegative.optional(),
  path_smooth: nonNegative.optional(),
  drop_rate: z.number().min(0).max(1).optional(),
  max_drop: z.int().optional(),
  skip_drop: z.number().min(0).max(1).optional(),
  xgboost_dart_mode: z.boolean().optional(),
  uniform_drop: z.boolean().optional(),
  top_rate: z.number().min(0).max(1).optional(),
  other_rate: z.number().min(0).max(1).optional(),
  max_bin: z.int().min(2).max(65_535).optional(),
  min_data_in_bin: z.int().positive().optional(),
  bin_construct_sample_cnt: z.int().positive().optional(),
  use_missing: z.boolean().optional(),
  feature_pre_filter: z.boolean().optional(),
  is_unbalance: z.boolean().optional(),
  scale_pos_weight: z.number().positive().optional(),
  boost_from_average: z.boolean().optional(),
  monotone_constraints_method: z.enum(['basic', 'intermediate', 'advanced']).optional(),
  monotone_penalty: nonNegative.optional(),
  cat_smooth: nonNegative.optional(),
  cat_l2: nonNegative.optional(),
  max_cat_threshold: z.int().positive().optional(),
  max_cat_to_onehot: z.int().positive().optional(),
  min_data_per_group: z.int().positive().optional(),
});

export const lightgbmSynonyms = {
  n_estimators: 'num_iterations',
  num_boost_round: 'num_iterations',
  num_trees: 'num_iterations',
  eta: 'learning_rate',
  max_leaves: 'num_leaves',
  boosting_type: 'boosting',
  min_child_samples: 'min_data_in_leaf',
  min_child_weight: 'min_sum_hessian_in_leaf',
  subsample: 'bagging_fraction',
  subsample_freq: 'bagging_freq',
  colsample_bytree: 'feature_fraction',
  colsample_bynode: 'feature_fraction_bynode',
  reg_alpha: 'lambda_l1',
  reg_lambda: 'lambda_l2',
  min_split_gain: 'min_gain_to_split',
  tweedie_power: 'tweedie_variance_power',
  quantile_alpha: 'alpha',
} as const;
