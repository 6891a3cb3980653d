import { type Metric, meanOver, type RegressionOutcome } from './metric.ts';

/** Mean absolute error, in the target's unit; 0 is perfect. */
export const mae: Metric<RegressionOutcome> = {
  betterWhen: 'lower',
  score: ({ labels, predictions }) => meanOver(labels, (label, row) => Math.abs(label - predictions[row]!)),
};
