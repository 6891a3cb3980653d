import { z } from 'zod';

const Importance = z.object({
  /**
   * Share of what all splits took off the loss of training, 0..1; of a linear model, of what all features move the scores
   * when they move by a standard deviation. Together 1, unless the model uses no feature.
   */
  gain: z.number().min(0).max(1),
  /** How many splits it has; half of one that is by a feature of two columns. Absent for a linear model. */
  split: z.number().nonnegative().optional(),
});

/** How much a model makes of what it is given: `importance.json`. */
export const ImportanceReport = z.object({
  /** By raw column; a feature of several columns counts the same part of it to each. */
  byColumn: z.record(
    z.string(),
    Importance.extend({
      /** How much worse the metric is when the column's values are shuffled among the held-out rows. */
      permutation: z.object({ mean: z.number(), deviation: z.number() }).optional(),
    }),
  ),
  byFeature: z.record(z.string(), Importance),
  /** What the columns' `permutation` is of; absent when it was not asked for or no metric is determined. */
  permutation: z
    .object({ metric: z.string(), value: z.number(), rows: z.int().positive(), repeats: z.int().positive() })
    .optional(),
});
export type ImportanceReport = z.infer<typeof ImportanceReport>;
