import { z } from 'zod';
import { CalibrationMethod } from './calibration.ts';
import { Compute } from './compute.ts';
import { CrossValidationSettings } from './cross-validation.ts';
import { CurveMetric } from './curve-metric.ts';
import { OnnxSettings } from './onnx.ts';
import { TestSettings } from './test-rows.ts';
import { ThresholdSettings } from './threshold.ts';
import { TuningSettings } from './tuning.ts';

export { CurveMetric };

/** Direction in which predictions may only go as the column grows; 1 is increasing, -1 decreasing. */
const Monotonicity = z.union([z.literal(1), z.literal(-1), z.enum(['increasing', 'decreasing'])], {
  error: 'say increasing (1) or decreasing (-1)',
});
export type Monotonicity = z.infer<typeof Monotonicity>;

/** `training.earlyStopping`: part of the training rows is set aside to see when more rounds no longer help. */
const EarlyStopping = z.strictObject({
  /** Rounds without a better metric after which training stops. */
  rounds: z.int().positive().default(20),
  /** Share of the training rows set aside, 0..1 exclusive. */
  fraction: z.number().gt(0).lt(1).default(0.1),
  /** auc for two classes, error for classes, rmse and mae for a regression; default: logLoss, or rmse for a regression. */
  metric: CurveMetric.optional(),
});

/** `training.prune`: the last rounds, which help little, are left out. */
const Pruning = z.strictObject({
  /** How much worse the metric of the rows set aside for early stopping may get, relative to the best one. */
  tolerance: z.number().gt(0).lt(1).default(0.001),
});

/** `training` of a project file. */
export const TrainingSettings = z.strictObject({
  algorithm: z.enum(['lightgbm', 'xgboost', 'linear']).default('lightgbm'),
  /** The library's own parameter names, e.g. `num_leaves` or `max_depth`. */
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  /** balanced: every class weighs the same in all; or class → weight, 1 where none is given. */
  classWeights: z
    .union([z.literal('balanced'), z.record(z.string(), z.number().positive())], {
      error: 'say balanced, or give class → weight, each above 0',
    })
    .optional(),
  /** Number column (≥ 0) that says how much each training row counts; it is no feature. */
  sampleWeight: z.string().min(1).optional(),
  /** Number column → increasing (1) or decreasing (-1): all else equal, predictions only go that way as it grows. */
  monotone: z.record(z.string(), Monotonicity).default({}),
  earlyStopping: EarlyStopping.optional(),
  /** Needs earlyStopping; default: all rounds up to the best are kept. */
  prune: Pruning.optional(),
  test: TestSettings.prefault({}),
  /** Of a binary task; default: the class with the higher probability. */
  threshold: ThresholdSettings.optional(),
  /** Of the probabilities of a classification; default: they are what the learner says. */
  calibration: CalibrationMethod.optional(),
  /** Default: none. */
  crossValidation: CrossValidationSettings.optional(),
  seed: z
    .int()
    .nonnegative()
    .max(2 ** 31 - 1)
    .default(42),
  /** Where it trains: docs/training.md, Bigger machines. */
  compute: Compute.default('lambda'),
  tune: TuningSettings.prefault({}),
  /** How the model is written: docs/training.md, Size of the model. */
  onnx: OnnxSettings.prefault({}),
});
