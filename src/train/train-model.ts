import type { ProjectFile } from '../contracts/project-file.ts';
import { UntrainableDataError } from '../errors.ts';
import type { Checkpoints, OnProgress, TrainedModel, TrainingSet } from './learner.ts';
import { learners } from './learners.ts';

/** Below this many values threads wait for each other longer than they work. */
const VALUES_WORTH_THREADS = 1_000_000;

export interface TrainingRequest extends TrainingSet {
  /** The target's column, for messages. */
  readonly target: string;
  readonly algorithm: ProjectFile['training']['algorithm'];
  /** The library's own names. */
  readonly hyperparameters: ProjectFile['training']['hyperparameters'];
  readonly seed: number;
  /** Default: 2 for a million values and more, else 1, on every machine: some settings give another model with another number. */
  readonly threads?: number;
  readonly onProgress?: OnProgress | undefined;
  readonly checkpoints?: Checkpoints | undefined;
}

/**
 * Trains with the named library; the same request gives the same model. The caller disposes of it.
 *
 * @throws UntrainableDataError when nothing can be learnt from the data; InvalidProjectFileError for a hyperparameter
 * that the library does not have, or a value that it does not take
 */
export function trainModel(request: TrainingRequest): TrainedModel {
  const { algorithm, hyperparameters, seed, onProgress, checkpoints, validation, monotone } = request;
  const settings = { hyperparameters, stopsEarly: validation !== undefined, isMonotone: Boolean(monotone?.size) };
  const train = learners[algorithm].configure(settings, request.task);
  requireTrainable(request);
  const threads = request.threads ?? (request.features.values.length < VALUES_WORTH_THREADS ? 1 : 2);
  return train(request, { seed, threads, onProgress, checkpoints });
}

function requireTrainable({ features, labels, task, target }: TrainingRequest): void {
  if (features.rowCount === 0) throw new UntrainableDataError('there are no rows to train on: add data');
  if (features.names.length === 0) throw new UntrainableDataError('there are no features to train on: add columns');
  const unusable = labels.findIndex((label) => !Number.isFinite(label));
  if (unusable !== -1) {
    throw new UntrainableDataError(
      `the target "${target}" has no usable value in training row ${unusable + 1}: fill it in or remove the row`,
    );
  }
  if (labels.every((label) => label === labels[0])) {
    const what = task === 'regression' ? 'the same value' : 'the same class';
    throw new UntrainableDataError(
      `the target "${target}" has ${what} in all ${labels.length} training rows, so nothing can be learnt: add other rows`,
    );
  }
}
