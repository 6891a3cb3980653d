import type { Evaluation } from '../../contracts/evaluation.ts';
import { headlineMetrics } from '../../contracts/headline-metrics.ts';
import { preparedMetric } from '../metrics/index.ts';
import type { Outcome } from '../outcome.ts';
import { middlePart, resample } from '../resample.ts';

const CONFIDENCE = 0.95;

/** How far the headline metrics may be from what more rows like these would tell: 95 % intervals by the bootstrap. */
export function metricIntervals(outcome: Outcome, seed: number): Evaluation['metricIntervals'] {
  const scores = headlineMetrics.flatMap((name) => {
    const score = preparedMetric(outcome, name);
    return score ? [{ name, score, values: [] as number[] }] : [];
  });
  for (const counts of resample(outcome.labels.length, seed)) {
    for (const { score, values } of scores) {
      const value = score(counts);
      if (value !== undefined) values.push(value);
    }
  }
  return Object.fromEntries(
    scores.flatMap(({ name, values }) => {
      const interval = middlePart(values, CONFIDENCE);
      return interval ? [[name, interval]] : [];
    }),
  );
}
