import { z } from 'zod';
import { CalibrationRecord } from './calibration-record.ts';
import { FeaturePlan } from './feature-plan.ts';
import { DataVersionName, SafeName } from './names.ts';
import { ObjectRef } from './object-ref.ts';
import { Task } from './project-file.ts';
import { Metrics } from './run.ts';
import { SizeRecord } from './size-record.ts';

/** What a prediction is reported as: the target's own values, in the code-point order of their text. */
export const ClassLabel = z.union([z.string(), z.number(), z.boolean()]);
export type ClassLabel = z.infer<typeof ClassLabel>;

const Lineage = z.object({
  runId: z.string(),
  dataVersion: DataVersionName,
  /** The raw files the model was trained on, by S3 version; the baseline's included when datasets were merged. */
  data: z.array(ObjectRef),
  /** The exact rows: the merged (or first) data set. */
  trainingData: ObjectRef,
  /** As it was when the run began. */
  projectFile: ObjectRef,
  codeVersion: z.string(),
  seed: z.int(),
  /** What trained the model: library → version, with the beginning of its file's SHA-256 where it is one shared library. */
  libraries: z.record(z.string(), z.string()),
  /** Operating system and processor, as Node names them: `linux-arm64`. */
  platform: z.string(),
  /** At SageMaker, with what it left; absent where we trained. */
  trainingJob: z.object({ name: z.string(), image: z.string(), model: ObjectRef }).optional(),
});

/** What leaving out the last rounds did, by the metric of the rows set aside for early stopping. */
const PrunedRounds = z.object({
  metric: z.string(),
  /** Up to the best metric. */
  before: z.object({ rounds: z.int(), value: z.number() }),
  /** That are kept. */
  after: z.object({ rounds: z.int(), value: z.number() }),
});
export type PrunedRounds = z.infer<typeof PrunedRounds>;

const Pruning = PrunedRounds.extend({
  /** Of the ONNX file. */
  bytes: z.object({ before: z.int(), after: z.int() }),
});
export type Pruning = z.infer<typeof Pruning>;

/** Everything about a model version but its bytes; immutable. */
export const ModelManifest = z.object({
  format: z.literal(1),
  team: SafeName,
  project: SafeName,
  task: Task,
  target: z.string(),
  /** Empty for a regression. */
  classes: z.array(ClassLabel),
  features: FeaturePlan,
  algorithm: z.string(),
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  /** Two classes: the probability from which a row is taken for the second one; default: the more probable class. */
  threshold: z.number().optional(),
  onnx: ObjectRef,
  metrics: Metrics,
  /** Raw column → its share of what the features gain the model, 0..1; together 1. Absent where it was not recorded. */
  importance: z.record(z.string(), z.number().min(0).max(1)).optional(),
  /** Absent where nothing was pruned. */
  pruning: Pruning.optional(),
  /** Absent where probabilities are what the learner says. */
  calibration: CalibrationRecord.optional(),
  /** Absent where the graph has the form that is the default. */
  size: SizeRecord.optional(),
  /** Largest difference between the ONNX graph and the native library on the held-out rows. */
  conversionError: z.number(),
  rows: z.object({ train: z.int(), test: z.int() }),
  /** Profile of the training data: the reference of later drift checks. */
  baseline: z.object({ data: ObjectRef, profile: ObjectRef }),
  lineage: Lineage,
});
export type ModelManifest = z.infer<typeof ModelManifest>;
