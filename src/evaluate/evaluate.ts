import type { Metrics } from '../contracts/run.ts';
import { classificationMetrics, regressionMetrics } from './metrics/index.ts';
import type { ClassificationOutcome, Metric, RegressionOutcome } from './metrics/metric.ts';

/** Every metric that suits what was predicted and is determined by the rows; none for no rows. */
export function evaluate(outcome: ClassificationOutcome | RegressionOutcome): Metrics {
  return 'predictions' in outcome ? scores(regressionMetrics, outcome) : scores(classificationMetrics, outcome);
}

function scores<Outcome extends { labels: ArrayLike<number> }>(
  metrics: Readonly<Record<string, Metric<Outcome>>>,
  outcome: Outcome,
): Metrics {
  if (outcome.labels.length === 0) return {};
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, { score }]) => {
      const value = score(outcome);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
