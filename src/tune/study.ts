import type { ProjectFile, Task } from '../contracts/project-file.ts';
import type { CurveMetric } from '../contracts/settings/training.ts';
import type { Hyperparameters, Trial } from '../contracts/trial.ts';
import { UntrainableDataError } from '../errors.ts';
import { curveMetric, isHigherBetter } from '../train/learning-curve.ts';
import { rankTrials } from './rank-trials.ts';
import { searchSpaceOf } from './search-space.ts';
import { type Study, suggest } from './suggest.ts';

/** Share of the training rows that trials are judged by, where early stopping names no other. */
export const VALIDATION_SHARE = 0.2;

/** A trial to run. */
export interface Suggestion {
  readonly number: number;
  readonly hyperparameters: Hyperparameters;
}

export interface Batch {
  readonly suggestions: readonly Suggestion[];
  /** The trials of earlier batches: all that suggesting and pruning may go by. */
  readonly known: readonly Trial[];
}

/** What trials are judged by: `training.tune.metric`, else the task's headline. @throws InvalidProjectFileError */
export function tuningMetric(task: Task, chosen?: CurveMetric): CurveMetric {
  return curveMetric(task, chosen ?? (task === 'binary' ? 'auc' : undefined), 'training.tune.metric');
}

function studyOf({ training, task }: ProjectFile): Study {
  return {
    space: searchSpaceOf(training),
    sampler: training.tune.sampler,
    higherIsBetter: isHigherBetter(tuningMetric(task, training.tune.metric)),
    seed: training.seed,
  };
}

/**
 * The trials to run next. Batches are the same whatever was interrupted: of one that was begun, the trials that are
 * missing are suggested as they were.
 *
 * @param done - finished trials, in any order
 * @returns undefined when all trials are done
 */
export function nextBatch(project: ProjectFile, done: readonly Trial[]): Batch | undefined {
  const { trials: count, parallel } = project.training.tune;
  const byNumber = new Map(done.map((trial) => [trial.number, trial]));
  const missing = Array.from({ length: count }, (_, number) => number).find((number) => !byNumber.has(number));
  if (missing === undefined) return undefined;
  const first = missing - (missing % parallel);
  const known = Array.from({ length: first }, (_, number) => byNumber.get(number)).filter(
    (trial) => trial !== undefined,
  );
  const study = studyOf(project);
  const batch: Suggestion[] = [];
  for (let number = first; number < Math.min(first + parallel, count); number += 1) {
    const pending = batch.map(({ hyperparameters }) => hyperparameters);
    batch.push({ number, hyperparameters: suggest(study, number, { trials: known, pending }) });
  }
  return { known, suggestions: batch.filter(({ number }) => !byNumber.has(number)) };
}

/** @throws UntrainableDataError with the first trial's reason when none came to its end */
export function bestTrial(project: ProjectFile, trials: readonly Trial[]): Trial & { readonly value: number } {
  const [best] = rankTrials(trials, studyOf(project).higherIsBetter);
  if (best?.state === 'complete' && best.value !== undefined) return { ...best, value: best.value };
  const reason = trials.find(({ error }) => error !== undefined)?.error ?? 'no trial was run';
  throw new UntrainableDataError(`none of ${trials.length} tuning trials came to its end: ${reason}`);
}
