import { createHash } from 'node:crypto';
import type { CalibrationRecord } from '../contracts/calibration-record.ts';
import type { Evaluation } from '../contracts/evaluation.ts';
import type { ImportanceReport } from '../contracts/importance-report.ts';
import type { Pruning } from '../contracts/model-manifest.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import type { Metrics } from '../contracts/run.ts';
import type { SizeRecord } from '../contracts/size-record.ts';
import type { TrainingPlan } from '../contracts/training-plan.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { evaluateModel } from '../evaluate/report/evaluate-model.ts';
import { measureImportance } from '../explain/importance-report.ts';
import type { Split } from '../featurize/split-rows.ts';
import type { Table } from '../tabular/table.ts';
import { baselineMetrics } from './baseline.ts';
import { checkTraining } from './check-training.ts';
import { heldOutRows, keepHeldOutRows } from './held-out-rows.ts';
import { learnFromFolds, needsFolds } from './learn-from-folds.ts';
import type { Checkpoints, OnProgress, TrainedModel, TrainingSet } from './learner.ts';
import type { LearningCurve } from './learning-curve.ts';
import { type PreparedData, prepareData } from './prepare-data.ts';
import { recordChanges } from './record-changes.ts';
import { trainModel } from './train-model.ts';
import { trainingSetOf } from './training-set.ts';
import { writeGraph } from './write-graph.ts';

/** Feature values, each once for every class but one: some five seconds of a processor. */
const CHEAP_BASELINE = 2_000_000;

export interface FitOptions {
  /** Threads of the library; default see `trainModel`. */
  readonly threads?: number;
  /** Whether a linear model is fitted, too, to compare with, where that costs little. */
  readonly baseline?: boolean;
  /** Whether each column is shuffled to see what the model makes of it. */
  readonly permutation?: boolean;
  readonly onProgress?: OnProgress;
  /** Told once the model is trained: judging it, and learning from folds if the project asks for it, can take as long. */
  readonly onTrained?: ((split: Split) => void) | undefined;
  readonly checkpoints?: Checkpoints | undefined;
  /** Gives a model that was trained on these very rows elsewhere; default: it is trained here. */
  readonly trained?: (data: TrainingSet) => TrainedModel;
  /**
   * Whether the table and the prepared data are handed over: what is not needed any more is released before the training
   * begins, so the caller must not read them afterwards. Default: they stay as they are.
   */
  readonly ownsRows?: boolean;
}

export interface FittedProject {
  readonly onnx: Uint8Array;
  /** Of the ONNX file. */
  readonly sha256: string;
  readonly plan: TrainingPlan;
  /** Two classes: the probability from which a row is taken for the second one, if the project asks for it. */
  readonly threshold?: number | undefined;
  /** On the held-out rows, of what the ONNX graph predicts. */
  readonly metrics: Metrics;
  /** All about how the model does on those rows. */
  readonly evaluation: Evaluation;
  /** What a linear model reaches on the same rows, if one was asked for. */
  readonly baselineMetrics?: Metrics;
  /** How a metric went from round to round, on the training rows and those set aside for early stopping. */
  readonly curves: readonly LearningCurve[];
  readonly importance: ImportanceReport;
  /** What `training.prune` did. */
  readonly pruning?: Pruning | undefined;
  /** What `training.calibration` did. */
  readonly calibration?: CalibrationRecord | undefined;
  /** What `training.onnx` did. */
  readonly size?: SizeRecord | undefined;
  /** Largest difference between the ONNX graph and the native library on the held-out rows. */
  readonly conversionError: number;
}

/**
 * From a table to a checked model: split, features, training, ONNX, comparison with the native library, metrics.
 *
 * @param split - in place of the project's own way to split
 * @throws UntrainableDataError, InvalidProjectFileError, InvalidDataError, ModelConversionError
 */
export async function fitProject(
  table: Table,
  project: ProjectFile,
  { split, ...options }: FitOptions & { readonly split?: Split } = {},
): Promise<FittedProject> {
  return fitPrepared(await prepareData(table, project, split), table, project, options);
}

/**
 * The second half of `fitProject`: trains on prepared data.
 *
 * @param table - the raw rows that the data was prepared from
 * @throws UntrainableDataError, InvalidProjectFileError, ModelConversionError
 */
export async function fitPrepared(
  prepared: PreparedData,
  table: Table,
  project: ProjectFile,
  { baseline = false, permutation = false, ownsRows = false, trained, onTrained, ...options }: FitOptions = {},
): Promise<FittedProject> {
  const { plan } = prepared;
  const { task, target, training } = project;
  const { split, classes } = plan;
  checkTraining(training, task, target);
  const { algorithm, hyperparameters, seed } = training;
  const data = trainingSetOf(prepared, table, project);
  const isCompared = baseline && isCheap(prepared);
  const isDone = ownsRows && !isCompared && !needsFolds(training);
  const { features, ...rows } = isDone ? keepHeldOutRows(prepared, table, data) : heldOutRows(prepared, table);
  const heldOut = { plan: plan.features, ...rows };
  const model = trained?.(data) ?? trainModel({ ...data, target, algorithm, hyperparameters, seed, ...options });
  try {
    onTrained?.(split);
    const { predictor, curves } = model;
    const folds = await learnFromFolds(table, split.train, project, classes.length);
    const { threshold, calibration, ...judgedByFolds } = folds;
    const source = { plan: plan.features, predictor, task, target, classes, threshold };
    const judge = { table: heldOut.table, native: model.predict(features), unpruned: model.unpruned?.() };
    const written = await writeGraph({ source, calibration: calibration?.calibration, form: training.onnx, ...judge });
    const { onnx, conversionError } = written;
    const outcome = outcomeOf(heldOut.labels, written.predictions, classes.length, threshold);
    const uncalibrated = calibration && outcomeOf(heldOut.labels, written.asLearnt, classes.length);
    const judged = { outcome, uncalibrated, classes, table: heldOut.table, settings: project.evaluation, seed };
    const evaluation = { ...evaluateModel(judged), ...judgedByFolds };
    const explained = { onnx, ...heldOut, classCount: classes.length, seed };
    const importance = await measureImportance(predictor, explained, { permutation });
    const compared = isCompared && { baselineMetrics: baselineMetrics(prepared, table, project) };
    const conversion = { onnx, sha256: sha256Of(onnx), threshold, conversionError };
    const { metrics } = evaluation;
    const judgedRows = { labels: heldOut.labels, classCount: classes.length, threshold };
    const changes = recordChanges({ written, calibration, pruned: model.pruning, metrics, ...judgedRows });
    const known = { ...conversion, ...changes, ...compared };
    return { plan, metrics, evaluation, curves, importance, ...known };
  } finally {
    model.dispose();
  }
}

/** Whether a linear model of the training rows costs little. */
const isCheap = ({ plan: { split, classes }, features }: PreparedData): boolean =>
  split.train.length * features.names.length * Math.max(classes.length - 1, 1) <= CHEAP_BASELINE;

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
