import type { ClassificationOutcome } from '../outcome.ts';
import { defineMetric, meanOver, perRow } from './metric.ts';

/** Keeps the logarithm of a probability of 0 finite, as scikit-learn does. */
const SMALLEST = Number.EPSILON;

/** Mean negative logarithm of the probability that the true class was given; 0 is perfect, unbounded above. */
export const logLoss = defineMetric<ClassificationOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => {
    const { probabilities, classCount } = outcome;
    return meanOver(
      perRow(outcome, (label, row) => -Math.log(Math.max(probabilities[row * classCount + label]!, SMALLEST))),
    );
  },
});
