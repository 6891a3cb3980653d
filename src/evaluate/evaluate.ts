import type { Metrics } from '../contracts/run.ts';
import { classificationMetrics, preparedMetric, regressionMetrics } from './metrics/index.ts';
import { onceEach } from './metrics/metric.ts';
import type { Outcome } from './outcome.ts';

/** Every metric that suits what was predicted and is determined by the rows; none for no rows. */
export function evaluate(outcome: Outcome): Metrics {
  const once = onceEach(outcome.labels.length);
  if (once.length === 0) return {};
  const names = Object.keys('predictions' in outcome ? regressionMetrics : classificationMetrics);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = preparedMetric(outcome, name)?.(once);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
