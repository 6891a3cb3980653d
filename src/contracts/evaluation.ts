import { z } from 'zod';
import { ClassLabel } from './model-manifest.ts';
import { Metrics } from './run.ts';

const Rows = z.int().nonnegative();

/** One point of a curve, both coordinates 0..1. */
const Point = z.tuple([z.number(), z.number()]);
export type Point = z.infer<typeof Point>;

/** What a model does with the rows of one class. */
const ClassEvaluation = z.object({
  class: ClassLabel,
  /** Rows of the class, and rows that are taken for it. */
  rows: Rows,
  predicted: Rows,
  /** 0 where nothing is taken for the class (precision) or it has no row (recall). */
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  /** One-versus-rest; absent where all rows are of the class or none is. */
  auc: z.number().optional(),
  averagePrecision: z.number().optional(),
});

/** How well one class is told from the others at every threshold; at most 200 points each. */
const ClassCurves = z.object({
  class: ClassLabel,
  /** False positive rate and true positive rate, both rising. */
  roc: z.array(Point),
  /** Recall (rising) and precision. */
  precisionRecall: z.array(Point),
});
export type ClassCurves = z.infer<typeof ClassCurves>;

/** Rows whose probability is within a tenth: of class 1 for two classes, for more of the predicted class. */
const CalibrationBin = z.object({
  from: z.number(),
  to: z.number(),
  rows: Rows,
  /** Mean probability, and the share of the rows for which it came true. */
  probability: z.number(),
  share: z.number(),
});
export type CalibrationBin = z.infer<typeof CalibrationBin>;

const Classification = z.object({
  /** The probability from which a row is taken for the second class of two, where it was chosen. */
  threshold: z.number().optional(),
  /** In the order of the model's classes. */
  classes: z.array(ClassEvaluation),
  /** `confusion[actual][predicted]` rows; absent for more than 50 classes. */
  confusion: z.array(z.array(Rows)).optional(),
  /** Of class 1 for two classes; for more of the 10 classes with the most rows. */
  curves: z.array(ClassCurves),
  /** Bins without rows are left out. */
  calibration: z.array(CalibrationBin),
  /** The same of the probabilities before `training.calibration`. */
  uncalibrated: z.array(CalibrationBin).optional(),
});
export type Classification = z.infer<typeof Classification>;

const Regression = z.object({
  /** Of the residuals, actual − predicted, at 0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99 and 1. */
  residualQuantiles: z.array(z.object({ share: z.number(), residual: z.number() })),
  /** Rows in the order of their prediction, in ten parts of equal size. */
  byPrediction: z.array(
    z.object({
      rows: Rows,
      /** Means over the part. */
      predicted: z.number(),
      actual: z.number(),
      /** Quantiles 0.1, 0.5 and 0.9 of the residuals. */
      residuals: z.tuple([z.number(), z.number(), z.number()]),
    }),
  ),
});
export type Regression = z.infer<typeof Regression>;

/** What models of the same kind reach on parts of the training rows. */
const CrossValidation = z.object({
  folds: z.array(
    z.object({
      train: Rows,
      test: Rows,
      metrics: Metrics.optional(),
      /** Why the fold could not be judged. */
      error: z.string().optional(),
    }),
  ),
  /** Over the folds, with the standard deviation (n − 1). */
  mean: Metrics,
  std: Metrics,
});
export type CrossValidation = z.infer<typeof CrossValidation>;

/** All about how a model does on the held-out rows. */
export const Evaluation = z.object({
  rows: Rows,
  metrics: Metrics,
  /** Headline metric → its 95 % interval, by the percentile bootstrap. */
  metricIntervals: z.record(z.string(), z.tuple([z.number(), z.number()])),
  /** For a classification. */
  classification: Classification.optional(),
  /** For a regression. */
  regression: Regression.optional(),
  /** Column → value → its metrics; values with fewer than `evaluation.minRows` rows are left out. */
  segments: z.record(z.string(), z.record(z.string(), z.object({ rows: Rows, metrics: Metrics }))),
  /** If the project asks for it. */
  crossValidation: CrossValidation.optional(),
});
export type Evaluation = z.infer<typeof Evaluation>;
