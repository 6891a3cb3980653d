import { z } from 'zod';

/**
 * `training.calibration` of a classification: isotonic follows any rising shape and needs rows, some thousand at best;
 * sigmoid (Platt's) has two numbers per class and does with few.
 */
export const CalibrationMethod = z.enum(['isotonic', 'sigmoid'], { error: 'say isotonic or sigmoid' });
export type CalibrationMethod = z.infer<typeof CalibrationMethod>;
