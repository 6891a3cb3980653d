import type { RegressionOutcome } from '../outcome.ts';
import { defineMetric, perRow } from './metric.ts';

/** Mean absolute error as a share of the true number, over the rows where that is not 0; 0 is perfect. */
export const mape = defineMetric<RegressionOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => {
    const shares = perRow(outcome, (label, row) => Math.abs((label - outcome.predictions[row]!) / label));
    return (counts) => {
      let [sum, rows] = [0, 0];
      for (let row = 0; row < shares.length; row += 1) {
        if (outcome.labels[row] === 0) continue;
        sum += counts[row]! * shares[row]!;
        rows += counts[row]!;
      }
      return rows === 0 ? undefined : sum / rows;
    };
  },
});
