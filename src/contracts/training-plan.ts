import { z } from 'zod';
import { FeaturePlan } from './feature-plan.ts';
import { ClassLabel } from './model-manifest.ts';

/** What the featurize step decides and the train step needs: how features are made, and who learns from which rows. */
export const TrainingPlan = z.object({
  features: FeaturePlan,
  /** Empty for a regression. */
  classes: z.array(ClassLabel),
  /** Row numbers of the training data, 0-based. */
  split: z.object({ train: z.array(z.int().nonnegative()), test: z.array(z.int().nonnegative()) }),
});
export type TrainingPlan = z.infer<typeof TrainingPlan>;
