import type { RegressionOutcome } from '../outcome.ts';
import { defineMetric, meanOver, perRow } from './metric.ts';

/** Root of the mean squared error, in the target's unit; 0 is perfect. */
export const rmse = defineMetric<RegressionOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => {
    const squares = meanOver(perRow(outcome, (label, row) => (label - outcome.predictions[row]!) ** 2));
    return (counts) => {
      const mean = squares(counts);
      return mean === undefined ? undefined : Math.sqrt(mean);
    };
  },
});
