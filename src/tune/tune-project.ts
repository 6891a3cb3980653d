import type { ProjectFile } from '../contracts/project-file.ts';
import type { Trial } from '../contracts/trial.ts';
import type { WatchedSet } from './rows/trial-rows.ts';
import { nextBatch } from './study.ts';
import { TrialThreads } from './trial-threads.ts';
import { tunedProject } from './tuned-project.ts';

export interface TuningOptions {
  /** Threads to run trials in; `training.tune.parallel` at most. What is found does not depend on it. */
  readonly threads: number;
  /** Trials of an earlier, interrupted search for the very same. */
  readonly earlier?: readonly Trial[];
  /** See `ThreadOptions`. */
  readonly clock?: () => number;
  /** Asked between batches: whether the time is up. */
  readonly isOver?: () => boolean;
  /** Told after each trial. @param trials - all finished ones */
  readonly onTrial?: (trial: Trial, trials: readonly Trial[]) => void;
}

export interface Tuned {
  /** With the hyperparameters of the best trial. */
  readonly project: ProjectFile;
  /** In the order of their numbers. */
  readonly trials: readonly Trial[];
}

/**
 * Searches hyperparameters by trials in worker threads. The same rows, settings and seed find the same ones, interrupted
 * or not, unless the time is up before the last trial.
 *
 * @param set - see `watchedSetOf`
 * @throws UntrainableDataError when no trial came to its end
 */
export async function tuneProject(
  set: WatchedSet,
  project: ProjectFile,
  { threads, earlier = [], clock, isOver = () => false, onTrial }: TuningOptions,
): Promise<Tuned> {
  const { training } = project;
  const trials = earlier.filter(({ number }) => number < training.tune.trials);
  let batch = nextBatch(project, trials);
  if (batch) {
    const count = Math.min(threads, training.tune.parallel);
    const pool = new TrialThreads({ set, training }, { count, clock });
    try {
      while (batch) {
        await pool.run(batch, (trial) => {
          trials.push(trial);
          onTrial?.(trial, trials);
        });
        batch = isOver() ? undefined : nextBatch(project, trials);
      }
    } finally {
      await pool.close();
    }
  }
  const inOrder = trials.toSorted((a, b) => a.number - b.number);
  return { project: tunedProject(project, inOrder), trials: inOrder };
}
