import type { ClassificationOutcome, Metric } from './metric.ts';

/** Keeps the logarithm of a probability of 0 finite. */
const SMALLEST = 1e-15;

/** Mean negative logarithm of the probability that the true class was given; 0 is perfect, unbounded above. */
export const logLoss: Metric<ClassificationOutcome> = {
  betterWhen: 'lower',
  score: ({ labels, probabilities, classCount }) => {
    let sum = 0;
    for (let row = 0; row < labels.length; row += 1) {
      sum -= Math.log(Math.max(probabilities[row * classCount + labels[row]!]!, SMALLEST));
    }
    return sum / labels.length;
  },
};
