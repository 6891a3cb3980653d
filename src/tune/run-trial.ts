import type { ProjectFile } from '../contracts/project-file.ts';
import type { Trial } from '../contracts/trial.ts';
import { UntrainableDataError } from '../errors.ts';
import type { Table } from '../tabular/table.ts';
import { isHigherBetter } from '../train/learning-curve.ts';
import type { PreparedData } from '../train/prepare-data.ts';
import { trainingSetOf } from '../train/training-set.ts';
import { pruningRule } from './prune.ts';
import { studyLearners } from './rows/study-learners.ts';
import type { TrialRows, WatchedSet } from './rows/trial-rows.ts';
import { type Suggestion, tuningMetric, VALIDATION_SHARE } from './study.ts';

const PATIENCE = 20;

type Training = ProjectFile['training'];

/**
 * What trials learn from and are judged by: training rows only, of which some are set aside as for early stopping.
 *
 * @param table - the raw rows that the data was prepared from
 * @throws InvalidProjectFileError, UntrainableDataError
 */
export function watchedSetOf(prepared: PreparedData, table: Table, project: ProjectFile): WatchedSet {
  const { training, task } = project;
  const { fraction = VALIDATION_SHARE, rounds = PATIENCE } = training.earlyStopping ?? {};
  const earlyStopping = { fraction, rounds, metric: tuningMetric(task, training.tune.metric) };
  const { validation, ...set } = trainingSetOf(prepared, table, {
    ...project,
    training: { ...training, earlyStopping },
  });
  if (!validation) throw new Error('no rows were set aside');
  return { ...set, validation };
}

/** Brings the rows into the library. @param threads - of the library, in each trial */
export const openRows = (set: WatchedSet, { algorithm, seed }: Training, threads: number): TrialRows =>
  studyLearners[algorithm].open(set, { seed, threads });

/**
 * Runs one trial; the same one gives the same result.
 *
 * @param known - the trials of earlier batches
 */
export function runTrial(
  rows: TrialRows,
  { metric, patience }: WatchedSet['validation'],
  { hyperparameters, tune }: Training,
  { suggestion, known }: { readonly suggestion: Suggestion; readonly known: readonly Trial[] },
): Trial {
  const higherIsBetter = isHigherBetter(metric);
  const pruneWithin = (rounds: number) => pruningRule(tune.pruner, known, { rounds, higherIsBetter });
  try {
    const growth = rows.grow({ ...hyperparameters, ...suggestion.hyperparameters }, { patience, pruneWithin });
    return Number.isNaN(growth.value)
      ? failed(suggestion, `${metric} was never a number`)
      : { ...suggestion, ...growth };
  } catch (error) {
    if (!(error instanceof UntrainableDataError)) throw error;
    return failed(suggestion, error.message);
  }
}

const failed = (suggestion: Suggestion, error: string): Trial => ({
  ...suggestion,
  state: 'failed',
  rounds: 0,
  curve: { rounds: [], values: [] },
  error,
});
