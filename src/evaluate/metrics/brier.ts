import type { ClassificationOutcome } from '../outcome.ts';
import { defineMetric, meanOver, perRow } from './metric.ts';

/**
 * Brier score: the mean squared distance between probabilities and truth; 0 is perfect. Of class 1 for two classes (0..1),
 * summed over the classes for more (0..2), as scikit-learn has it.
 *
 * @see Brier (1950), "Verification of forecasts expressed in terms of probability"
 */
export const brier = defineMetric<ClassificationOutcome>({
  betterWhen: 'lower',
  prepare: (outcome) => {
    const { probabilities, classCount } = outcome;
    const distance = perRow(outcome, (label, row) => {
      let sum = 0;
      for (let index = 0; index < classCount; index += 1) {
        sum += (probabilities[row * classCount + index]! - Number(index === label)) ** 2;
      }
      return classCount === 2 ? sum / 2 : sum;
    });
    return meanOver(distance);
  },
});
