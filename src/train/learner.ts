import type { PrunedRounds } from '../contracts/model-manifest.ts';
import type { ProjectFile, Task } from '../contracts/project-file.ts';
import type { CurveMetric } from '../contracts/settings/training.ts';
import type { FeatureMatrix } from '../featurize/feature-matrix.ts';
import type { Predictor } from '../onnx/model-to-onnx.ts';
import type { LearningCurve } from './learning-curve.ts';

/** Rows with what is known of them. */
export interface LabelledRows {
  readonly features: FeatureMatrix;
  /** Per row the class (0-based) or the number to predict. */
  readonly labels: Float32Array;
  /** How much each row counts, ≥ 0; default: all the same. */
  readonly weights?: Float32Array | undefined;
}

/** What a learner is given: data it can learn from (see `requireTrainable`). */
export interface TrainingSet extends LabelledRows {
  readonly task: Task;
  /** 0 for a regression. */
  readonly classCount: number;
  /** Features that hold a category's number, by position, with how many categories there are; the others are quantities. */
  readonly categories?: ReadonlyMap<number, number> | undefined;
  /** Features, by position, as which grows predictions only rise (1) or only fall (-1). */
  readonly monotone?: ReadonlyMap<number, 1 | -1> | undefined;
  /** Rows to see by when to stop; default: training goes on to the last round. */
  readonly validation?: Validation | undefined;
}

export interface Validation extends LabelledRows {
  /** Rounds without a better metric after which training stops. */
  readonly patience: number;
  readonly metric: CurveMetric;
  /** How much worse than the best the metric may be of the rounds that are kept, relative to it; default: not at all. */
  readonly tolerance?: number | undefined;
}

/**
 * Told after every boosting round.
 * @param metric - of the rows set aside for early stopping, if there are any
 */
export type OnProgress = (round: number, rounds: number, metric?: RoundMetric) => void;

export interface RoundMetric {
  readonly name: CurveMetric;
  readonly value: number;
}

/** What a training that was cut off goes on from. */
export interface Checkpoint {
  /** That the model has. */
  readonly rounds: number;
  /** In the library's own text format. */
  readonly model: string;
  /** As far as they went. */
  readonly curves: readonly LearningCurve[];
}

/** Where training leaves what it has so far. */
export interface Checkpoints {
  /** What an earlier attempt at the very same training left; default: it begins. */
  readonly last?: Checkpoint | undefined;
  /** Asked after every round but the last one. @param round - from 1 */
  readonly isDue: (round: number) => boolean;
  /** What it throws ends the training. */
  readonly save: (checkpoint: Checkpoint) => void;
}

export interface TrainingOptions {
  readonly seed: number;
  /** Threads of the library. With some settings (LightGBM's goss) the model depends on it, so it never follows the machine. */
  readonly threads: number;
  readonly onProgress?: OnProgress | undefined;
  /** Used where going on gives the same model as never having stopped: where no round draws random numbers. */
  readonly checkpoints?: Checkpoints | undefined;
}

/** A trained model in the library's own memory. */
export interface TrainedModel {
  /** Read from the library when it is first asked for, which must be before `dispose`. */
  readonly predictor: Predictor;
  readonly curves: readonly LearningCurve[];
  readonly pruning?: PrunedRounds | undefined;
  /** With the rounds that pruning left out; absent where it left none out. */
  readonly unpruned?: (() => Predictor) | undefined;
  /** The library's own predictions, row-major: one probability per class, or one number per row for a regression. */
  predict(features: FeatureMatrix): Float64Array;
  /** Frees the memory; the model cannot be used afterwards. */
  dispose(): void;
}

/** What decides whether a learner can do what is asked, before there are data. */
export interface LearnerSettings {
  readonly hyperparameters: ProjectFile['training']['hyperparameters'];
  /** Whether validation rows tell when to stop. */
  readonly stopsEarly: boolean;
  /** Whether predictions must rise or fall with a feature. */
  readonly isMonotone: boolean;
}

export interface Learner {
  /**
   * Checks what the project file says about training and gives what trains so.
   * @throws InvalidProjectFileError
   */
  readonly configure: (settings: LearnerSettings, task: Task) => Train;
}

/** @throws UntrainableDataError when the library refuses the data or the combination of parameters */
export type Train = (data: TrainingSet, options: TrainingOptions) => TrainedModel;
