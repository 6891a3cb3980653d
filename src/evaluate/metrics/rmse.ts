import { type Metric, meanOver, type RegressionOutcome } from './metric.ts';

/** Root of the mean squared error, in the target's unit; 0 is perfect. */
export const rmse: Metric<RegressionOutcome> = {
  betterWhen: 'lower',
  score: ({ labels, predictions }) => Math.sqrt(meanOver(labels, (label, row) => (label - predictions[row]!) ** 2)),
};
