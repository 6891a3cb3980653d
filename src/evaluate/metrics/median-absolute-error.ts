import type { RegressionOutcome } from '../outcome.ts';
import { defineMetric, perRow } from './metric.ts';

/** Median of the absolute errors, in the target's unit; 0 is perfect. */
export const medianAbsoluteError = defineMetric<RegressionOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => {
    const errors = perRow(outcome, (label, row) => Math.abs(label - outcome.predictions[row]!));
    const order = Uint32Array.from(errors.keys()).sort((a, b) => errors[a]! - errors[b]!);
    return (counts) => {
      const rows = order.reduce((sum, row) => sum + counts[row]!, 0);
      const [low, high] = [Math.floor((rows - 1) / 2), Math.ceil((rows - 1) / 2)].map((wanted) => {
        let before = 0;
        return order.find((row) => {
          before += counts[row]!;
          return before > wanted;
        });
      });
      return low === undefined || high === undefined ? undefined : (errors[low]! + errors[high]!) / 2;
    };
  },
});
