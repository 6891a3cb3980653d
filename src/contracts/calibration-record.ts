import { z } from 'zod';
import { Metrics } from './run.ts';
import { CalibrationMethod } from './settings/calibration.ts';

/** What `training.calibration` did. */
export const CalibrationRecord = z.object({
  method: CalibrationMethod,
  /** Training rows that it was learnt from, each predicted by a model that had not learnt from it. */
  rows: z.int().positive(),
  /** Isotonic: knots of the class that has the most, of those the rows gave. */
  knots: z.object({ kept: z.int(), found: z.int() }).optional(),
  /** Isotonic: the largest difference that leaving knots out makes to a class's probability. */
  thinningError: z.number().optional(),
  /** Metrics of probabilities on the held-out rows. */
  before: Metrics,
  after: Metrics,
});
export type CalibrationRecord = z.infer<typeof CalibrationRecord>;
