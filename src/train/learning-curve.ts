import type { Task } from '../contracts/project-file.ts';
import type { CurveMetric } from '../contracts/settings/training.ts';
import { InvalidProjectFileError } from '../errors.ts';

/** A metric from round to round. */
export interface LearningCurve {
  readonly metric: CurveMetric;
  /** The rows that it is of: those learnt from, or those set aside to see when to stop. */
  readonly rows: 'training' | 'validation';
  /** Numbers of the rounds, from 1, ascending. */
  readonly rounds: readonly number[];
  /** One per round. */
  readonly values: readonly number[];
}

const METRICS: Readonly<Record<Task, readonly [CurveMetric, ...CurveMetric[]]>> = {
  binary: ['logLoss', 'auc', 'error'],
  multiclass: ['logLoss', 'error'],
  regression: ['rmse', 'mae'],
};

/**
 * @param chosen - what the project file says under `key`; default: the task's loss
 * @throws InvalidProjectFileError when the metric is of another task
 */
export function curveMetric(task: Task, chosen?: CurveMetric, key = 'training.earlyStopping.metric'): CurveMetric {
  const metrics = METRICS[task];
  if (chosen === undefined) return metrics[0];
  if (metrics.includes(chosen)) return chosen;
  throw new InvalidProjectFileError(`${key}: a ${task} task has no ${chosen}; choose from ${metrics.join(', ')}`);
}

export const isHigherBetter = (metric: CurveMetric): boolean => metric === 'auc';
