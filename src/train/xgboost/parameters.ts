import { z } from 'zod';

const fraction = z.number().gt(0).max(1);
const nonNegative = z.number().nonnegative();
/** More is a slip of the pen, and would never end. */
const MOST_ROUNDS = 100_000;

/**
 * XGBoost's parameters that shape the model; the ones left out keep the library's default.
 * @see https://xgboost.readthedocs.io/en/release_3.2.0/parameter.html
 */
export const xgboostParameters = z.strictObject({
  num_boost_round: z.int().positive().max(MOST_ROUNDS).default(100),
  /** Of a regression; the other tasks have one only. */
  objective: z
    .enum([
      'reg:squarederror',
      'reg:absoluteerror',
      'reg:pseudohubererror',
      'reg:quantileerror',
      'count:poisson',
      'reg:gamma',
      'reg:tweedie',
    ])
    .optional(),
  huber_slope: z.number().positive().optional(),
  quantile_alpha: z.number().gt(0).lt(1).optional(),
  tweedie_variance_power: z.number().gt(1).lt(2).optional(),
  booster: z.enum(['gbtree', 'dart']).optional(),
  sample_type: z.enum(['uniform', 'weighted']).optional(),
  normalize_type: z.enum(['tree', 'forest']).optional(),
  rate_drop: z.number().min(0).max(1).optional(),
  one_drop: z.boolean().optional(),
  skip_drop: z.number().min(0).max(1).optional(),
  eta: z.number().min(0).max(1).optional(),
  gamma: nonNegative.optional(),
  /** 0: no limit. */
  max_depth: z.int().nonnegative().optional(),
  min_child_weight: nonNegative.optional(),
  max_delta_step: nonNegative.optional(),
  subsample: fraction.optional(),
  colsample_bytree: fraction.optional(),
  colsample_bylevel: fraction.optional(),
  colsample_bynode: fraction.optional(),
  lambda: nonNegative.optional(),
  alpha: nonNegative.optional(),
  tree_method: z.enum(['auto', 'hist', 'exact', 'approx']).optional(),
  scale_pos_weight: z.number().positive().optional(),
  grow_policy: z.enum(['depthwise', 'lossguide']).optional(),
  max_leaves: z.int().nonnegative().optional(),
  max_bin: z.int().min(2).max(65_535).optional(),
  num_parallel_tree: z.int().positive().max(10_000).optional(),
  max_cat_threshold: z.int().positive().optional(),
  max_cat_to_onehot: z.int().positive().optional(),
});

export const xgboostSynonyms = {
  n_estimators: 'num_boost_round',
  num_iterations: 'num_boost_round',
  learning_rate: 'eta',
  min_split_loss: 'gamma',
  min_gain_to_split: 'gamma',
  reg_lambda: 'lambda',
  reg_alpha: 'alpha',
  lambda_l1: 'alpha',
  lambda_l2: 'lambda',
  num_leaves: 'max_leaves',
  bagging_fraction: 'subsample',
  feature_fraction: 'colsample_bytree',
} as const;
