import { z } from 'zod';

/** What is watched from round to round: a logarithmic loss for classes, an error for numbers. */
export const CurveMetric = z.enum(['logLoss', 'auc', 'error', 'rmse', 'mae']);
export type CurveMetric = z.infer<typeof CurveMetric>;
