import { z } from 'zod';
import { Evaluation } from './evaluation.ts';
import { ImportanceReport } from './importance-report.ts';
import { ModelManifest } from './model-manifest.ts';
import { ObjectRef } from './object-ref.ts';
import { Metrics } from './run.ts';
import { CardSettings, Tags } from './settings/card.ts';
import { CurveMetric } from './settings/training.ts';
import { Trial } from './trial.ts';

/** A metric from round to round. */
export const LearningCurve = z.object({
  metric: CurveMetric,
  /** The rows that it is of: those learnt from, or those set aside to see when to stop. */
  rows: z.enum(['training', 'validation']),
  /** Numbers of the rounds, from 1, ascending. */
  rounds: z.array(z.int().positive()).readonly(),
  /** One per round; null where it was no number. */
  values: z.array(z.number().nullable()).readonly(),
});
export type LearningCurve = z.infer<typeof LearningCurve>;

/** What a model was trained on; the platform and the libraries are in the lineage. */
export const Machine = z.object({
  /** Its model. */
  processor: z.string(),
  cpus: z.int().positive(),
  /** Of the machine. */
  memoryMb: z.int().positive(),
  /** Of the function, if it is one. */
  lambdaMemoryMb: z.int().positive().optional(),
});
export type Machine = z.infer<typeof Machine>;

/** How hyperparameters were found by trying. */
export const TuningRecord = z.object({
  /** What trials were judged by, on rows set aside of the training rows. */
  metric: CurveMetric,
  /** In the order of their numbers. */
  trials: z.array(Trial.omit({ curve: true, use: true }).extend({ seconds: z.number().nonnegative().optional() })),
});
export type TuningRecord = z.infer<typeof TuningRecord>;

const Parameter = z.union([z.string(), z.number(), z.boolean()]);

/** What a model and the training that made it are both known by. */
const Shared = ModelManifest.pick({
  ...{ format: true, team: true, project: true, task: true, target: true, classes: true, rows: true },
  ...{ metrics: true, conversionError: true, pruning: true, calibration: true, size: true, lineage: true },
});

/** Everything that is worth comparing about one training: `run.json` beside the manifest. */
export const TrainingRecord = Shared.extend({
  tags: Tags,
  card: CardSettings.optional(),
  /** Every setting that shapes the model, defaults included: dotted key of the project file → value. */
  parameters: z.record(z.string(), Parameter),
  /** Raw columns that features are made of. */
  columns: z.array(z.string()),
  features: z.int().nonnegative(),
  /** Of a linear model on the same held-out rows. */
  baselineMetrics: Metrics.optional(),
  /** All about how the model does on the held-out rows. */
  evaluation: Evaluation,
  curves: z.array(LearningCurve),
  /** Absent where nothing was tuned. */
  tuning: TuningRecord.optional(),
  importance: ImportanceReport,
  /** What the training wrote, by name. */
  artifacts: z.record(z.string(), ObjectRef),
  machine: Machine,
  /** Of the whole training; a run of the pipeline has the seconds of every step in its own record. */
  seconds: z.number().nonnegative().optional(),
});
export type TrainingRecord = z.infer<typeof TrainingRecord>;
