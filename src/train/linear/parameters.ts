import { z } from 'zod';

const nonNegative = z.number().nonnegative();

/**
 * The parameters of XGBoost's linear booster, with defaults under which it ends where logistic and ridge regression end.
 * @see https://xgboost.readthedocs.io/en/release_3.2.0/parameter.html#parameters-for-linear-booster-booster-gblinear
 */
export const linearParameters = z.strictObject({
  /** Passes over all features; most models stop changing earlier. */
  num_boost_round: z.int().positive().max(100_000).default(300),
  eta: z.number().gt(0).max(1).default(1),
  /** Penalty on squared weights, per row; default: 1 over the number of training rows, as in scikit-learn (C = 1, alpha = 1). */
  lambda: nonNegative.optional(),
  /** Penalty on absolute weights, per row. */
  alpha: nonNegative.default(0),
});

export const linearSynonyms = {
  n_estimators: 'num_boost_round',
  num_iterations: 'num_boost_round',
  max_iter: 'num_boost_round',
  learning_rate: 'eta',
  reg_lambda: 'lambda',
  lambda_l2: 'lambda',
  C: 'lambda',
  reg_alpha: 'alpha',
  lambda_l1: 'alpha',
} as const;
