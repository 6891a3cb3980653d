import { z } from 'zod';

const Share = z.number().gt(0).lt(1);
const Cost = z.number().nonnegative();

/** Parts of the training rows, each predicted by a model of the others, where `training.crossValidation` does not say. */
export const THRESHOLD_FOLDS = 5;

/**
 * `training.threshold` of a binary task: the probability from which a row is taken for the second class, or how it is chosen
 * from predictions of training rows by models that have not learnt from them.
 */
export const ThresholdSettings = z.union(
  [
    Share,
    /** Macro F1, as it is reported. */
    z.literal('maximizeF1'),
    /** Of the second class; the recall is then the largest there is. */
    z.strictObject({ minPrecision: Share }),
    /** Of the second class; the precision is then the largest there is. */
    z.strictObject({ minRecall: Share }),
    /** Of a row that is wrongly taken for the second class, and of one that is wrongly not. */
    z.strictObject({ costs: z.strictObject({ falsePositive: Cost, falseNegative: Cost }) }),
  ],
  {
    error:
      'say a number between 0 and 1, maximizeF1, { minPrecision: 0.9 }, { minRecall: 0.9 } or ' +
      '{ costs: { falsePositive: 1, falseNegative: 5 } }',
  },
);
export type ThresholdSettings = z.infer<typeof ThresholdSettings>;
