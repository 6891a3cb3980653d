import type { RegressionOutcome } from '../outcome.ts';
import { defineMetric, meanOver, perRow } from './metric.ts';

/** Share of the target's variance that is explained; 1 is perfect, 0 no better than the mean, unbounded below. */
export const r2 = defineMetric<RegressionOutcome>({
  betterWhen: 'higher',
  prepare: (outcome) => {
    const { labels } = outcome;
    const mean = meanOver(labels);
    const squares = meanOver(perRow(outcome, (label, row) => (label - outcome.predictions[row]!) ** 2));
    return (counts) => {
      const center = mean(counts);
      const error = squares(counts);
      if (center === undefined || error === undefined) return undefined;
      const variance = meanOver(perRow(outcome, (label) => (label - center) ** 2))(counts);
      return variance ? 1 - error / variance : undefined;
    };
  },
});
