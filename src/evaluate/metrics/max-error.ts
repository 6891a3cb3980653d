import type { RegressionOutcome } from '../outcome.ts';
import { defineMetric, perRow } from './metric.ts';

/** Largest absolute error, in the target's unit; 0 is perfect. */
export const maxError = defineMetric<RegressionOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => {
    const errors = perRow(outcome, (label, row) => Math.abs(label - outcome.predictions[row]!));
    return (counts) =>
      errors.reduce<number | undefined>(
        (most, error, row) => (counts[row]! > 0 ? Math.max(most ?? 0, error) : most),
        undefined,
      );
  },
});
