import type { ProjectFile, Task } from '../contracts/project-file.ts';
import type { FeatureMatrix } from '../featurize/feature-matrix.ts';
import type { TreeEnsemble } from '../onnx/tree-ensemble.ts';

/** What a learner is given: data it can learn from (see `requireTrainable`). */
export interface TrainingSet {
  readonly features: FeatureMatrix;
  /** Per row the class (0-based) or the number to predict. */
  readonly labels: Float32Array;
  readonly task: Task;
  /** 0 for a regression. */
  readonly classCount: number;
}

export interface TrainingOptions {
  readonly seed: number;
  /** Threads of the library. With some settings (LightGBM's goss) the model depends on it, so it never follows the machine. */
  readonly threads: number;
  /** Told after every boosting round. */
  readonly onProgress?: ((round: number, rounds: number) => void) | undefined;
}

/** A trained model in the library's own memory. */
export interface TrainedModel {
  readonly trees: TreeEnsemble;
  /** The library's own predictions, row-major: one probability per class, or one number per row for a regression. */
  predict(features: FeatureMatrix): Float64Array;
  /** Frees the memory; the model cannot be used afterwards. */
  dispose(): void;
}

export interface Learner {
  /**
   * Checks the project file's hyperparameters and gives what trains with them.
   * @throws InvalidProjectFileError
   */
  readonly configure: (hyperparameters: ProjectFile['training']['hyperparameters']) => Train;
}

/** @throws UntrainableDataError when the library refuses the data or the combination of parameters */
export type Train = (data: TrainingSet, options: TrainingOptions) => TrainedModel;
