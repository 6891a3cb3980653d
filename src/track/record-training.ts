import { featureNames } from '../contracts/feature-plan.ts';
import type { ModelManifest } from '../contracts/model-manifest.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import type { Machine, TrainingRecord } from '../contracts/training-record.ts';
import type { Trial } from '../contracts/trial.ts';
import type { FittedProject } from '../train/fit-project.ts';
import type { LearningCurve } from '../train/learning-curve.ts';
import { parametersOf } from './parameters.ts';
import { recordTuning } from './record-tuning.ts';

export interface Training {
  readonly project: ProjectFile;
  readonly fitted: FittedProject;
  readonly manifest: Pick<ModelManifest, 'lineage' | 'rows'>;
  /** What was written, by name. */
  readonly artifacts: TrainingRecord['artifacts'];
  readonly machine: Machine;
  /** Those that the hyperparameters were found by; default: none. */
  readonly trials?: readonly Trial[] | undefined;
  readonly seconds?: number;
}

/** What is kept of a training to look at, to compare and to write its model card from. */
export function recordTraining({ project, fitted, trials = [], ...training }: Training): TrainingRecord {
  const { team, task, target, tags, card } = project;
  const { plan, metrics, baselineMetrics, evaluation, curves, importance, conversionError } = fitted;
  const { manifest, artifacts, machine, seconds } = training;
  const { lineage, rows } = manifest;
  return {
    format: 1,
    ...{ team, project: project.project, task, target, classes: plan.classes, tags, ...(card && { card }) },
    parameters: parametersOf(project),
    columns: plan.features.rawColumns.map(({ name }) => name),
    features: featureNames(plan.features).length,
    ...{ rows, metrics, ...(baselineMetrics && { baselineMetrics }), evaluation },
    curves: curves.map(finite),
    ...(trials.length > 0 && { tuning: recordTuning(project, trials) }),
    ...{ importance, conversionError, lineage, artifacts, machine },
    ...changesOf(fitted),
    ...(seconds !== undefined && { seconds }),
  };
}

/** What was done to the model after it was learnt. */
const changesOf = ({ pruning, calibration, size }: FittedProject): Partial<TrainingRecord> => ({
  ...(pruning && { pruning }),
  ...(calibration && { calibration }),
  ...(size && { size }),
});

/** JSON has no infinity, which a loss may reach. */
const finite = (curve: LearningCurve): TrainingRecord['curves'][number] => ({
  ...curve,
  values: curve.values.map((value) => (Number.isFinite(value) ? value : null)),
});
