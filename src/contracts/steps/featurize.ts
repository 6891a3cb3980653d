import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const FeaturizeInput = z.object({ run: RunContext, projectFile: ObjectRef, data: ObjectRef });

export const FeaturizeOutput = z.object({
  /** FeaturePlan with the class labels and the split's row numbers. */
  plan: ObjectRef,
  /** Parquet: the features, the encoded label and whether the row is held out. */
  features: ObjectRef,
  rows: z.object({ train: z.int(), test: z.int() }),
  /** Tuning trials that the project asks for. */
  trials: z.int().nonnegative(),
  /** How wide the raw data and the features are, and how many classes there are (0 for a regression). */
  shape: z.object({ columns: z.int(), features: z.int(), classes: z.int() }),
});
