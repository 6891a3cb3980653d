import type { Task } from '../../contracts/project-file.ts';
import type { CurveMetric } from '../../contracts/settings/training.ts';

/** Of what a base score is given, and predictions are reported: of scores themselves, or as their inverse. */
export type Link = 'identity' | 'logit' | 'log';

export const OBJECTIVES: Readonly<Record<Task, string>> = {
  binary: 'binary:logistic',
  multiclass: 'multi:softprob',
  regression: 'reg:squarederror',
};

const LOG_OBJECTIVES: ReadonlySet<string> = new Set(['count:poisson', 'reg:gamma', 'reg:tweedie']);

export function linkOf(objective: string): Link {
  if (objective === OBJECTIVES.binary) return 'logit';
  return LOG_OBJECTIVES.has(objective) ? 'log' : 'identity';
}

/** The metric by XGBoost's name. */
export function metricName(metric: CurveMetric, task: Task): string {
  if (metric === 'logLoss') return task === 'binary' ? 'logloss' : 'mlogloss';
  if (metric === 'error') return task === 'binary' ? 'error' : 'merror';
  return metric;
}
