import type { RegressionOutcome } from '../outcome.ts';
import { defineMetric, meanOver, perRow } from './metric.ts';

/** Mean absolute error, in the target's unit; 0 is perfect. */
export const mae = defineMetric<RegressionOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => meanOver(perRow(outcome, (label, row) => Math.abs(label - outcome.predictions[row]!))),
});
