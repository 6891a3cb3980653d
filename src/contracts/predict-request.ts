import { z } from 'zod';
import { ClassLabel } from './model-manifest.ts';

const Rows = z.array(z.unknown());

/**
 * The ways to send rows, exactly one per request. Rows are looked at one by one later, because a message has to name
 * the row and the column.
 */
export const predictRequestForms = {
  /** Rows as lists, in the order of the manifest's raw columns. */
  features: Rows,
  /** Rows as objects by column name. */
  instances: Rows,
  /** The same; pandas' `to_dict(orient="records")`. */
  dataframe_records: Rows,
  /** pandas' `to_dict(orient="split")`: the names once, rows as lists in that order. */
  dataframe_split: z.strictObject({ columns: z.array(z.string()), data: Rows, index: z.array(z.unknown()).optional() }),
} as const;
export type PredictRequestForm = keyof typeof predictRequestForms;

export const PredictResponse = z.object({
  /** One per row: a class of the target, or a number for a regression. */
  predictions: z.array(ClassLabel),
  /** Per row one per class, in the order of the model's classes; absent for a regression. */
  probabilities: z.array(z.array(z.number())).optional(),
  modelVersion: z.int().positive(),
  requestId: z.string(),
});
export type PredictResponse = z.infer<typeof PredictResponse>;
