import type { Hyperparameters } from '../../contracts/trial.ts';
import type { TrainingSet, Validation } from '../../train/learner.ts';
import type { Growth, TrialWatch } from '../grow-trial.ts';

/** Rows to learn from, and those set aside that trials are judged by. */
export type WatchedSet = TrainingSet & { readonly validation: Validation };

/** The rows of a study inside a library, where its trials share them. */
export interface TrialRows {
  /**
   * Trains as long as the watch lets it.
   * @param hyperparameters - all of them, checked
   * @throws UntrainableDataError when the library refuses the combination
   */
  readonly grow: (hyperparameters: Hyperparameters, watch: TrialWatch) => Growth;
  /** Frees the memory; no trial can be run afterwards. */
  readonly free: () => void;
}

export interface TrialOptions {
  readonly seed: number;
  /** Threads of the library. */
  readonly threads: number;
}

export type OpenRows = (data: WatchedSet, options: TrialOptions) => TrialRows;
