import { z } from 'zod';

/** `training.crossValidation`: the training rows are split into so many folds, as `training.test` holds out rows. */
export const CrossValidationSettings = z.strictObject({ folds: z.int().min(2).max(20).default(5) });
