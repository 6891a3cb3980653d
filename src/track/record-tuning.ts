import type { ProjectFile } from '../contracts/project-file.ts';
import type { TuningRecord } from '../contracts/training-record.ts';
import type { Trial } from '../contracts/trial.ts';
import { tuningMetric } from '../tune/study.ts';

/** What is kept of a search for hyperparameters; the curves of its trials are not. */
export const recordTuning = ({ task, training }: ProjectFile, trials: readonly Trial[]): TuningRecord => ({
  metric: tuningMetric(task, training.tune.metric),
  trials: trials.map(({ curve: _, use, ...trial }) => ({ ...trial, ...(use && { seconds: use.seconds }) })),
});
