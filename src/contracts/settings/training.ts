import { z } from 'zod';

/** `training` of a project file. */
export const TrainingSettings = z.strictObject({
  algorithm: z.enum(['lightgbm', 'xgboost']).default('lightgbm'),
  /** The library's own parameter names, e.g. `num_leaves` or `max_depth`. */
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  test: z
    .strictObject({
      /** Share of the rows held out, 0..1 exclusive. */
      fraction: z.number().gt(0).lt(1).default(0.2),
      /** stratified falls back to random for a regression. */
      strategy: z.enum(['stratified', 'random']).default('stratified'),
    })
    .prefault({}),
  seed: z
    .int()
    .nonnegative()
    .max(2 ** 31 - 1)
    .default(42),
  compute: z.enum(['lambda']).default('lambda'),
  tune: z.strictObject({ trials: z.literal(0).default(0) }).prefault({}),
});
