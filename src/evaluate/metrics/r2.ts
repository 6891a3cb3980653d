import { type Metric, meanOver, type RegressionOutcome } from './metric.ts';

/** Share of the target's variance that is explained; 1 is perfect, 0 no better than the mean, unbounded below. */
export const r2: Metric<RegressionOutcome> = {
  betterWhen: 'higher',
  score: ({ labels, predictions }) => {
    const mean = meanOver(labels, (label) => label);
    const variance = meanOver(labels, (label) => (label - mean) ** 2);
    if (variance === 0) return undefined;
    return 1 - meanOver(labels, (label, row) => (label - predictions[row]!) ** 2) / variance;
  },
};
