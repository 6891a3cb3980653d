import { type ClassificationOutcome, type Metric, predictedClasses } from './metric.ts';

/** Share of rows whose most probable class is the true one, 0..1. */
export const accuracy: Metric<ClassificationOutcome> = {
  betterWhen: 'higher',
  score: (outcome) => {
    const right = predictedClasses(outcome).filter((predicted, row) => predicted === outcome.labels[row]);
    return right.length / outcome.labels.length;
  },
};
