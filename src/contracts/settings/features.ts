import { z } from 'zod';
import { SafeName } from '../names.ts';

/** `features` of a project file. */
export const FeatureSettings = z.strictObject({
  /** ordinal: rank in the code-point-sorted training values, unseen = missing. frequency: share of the training rows. */
  encode: z.enum(['ordinal', 'onehot', 'frequency']).default('ordinal'),
  /** What a missing number becomes; trees can live with `none`. */
  impute: z.enum(['none', 'mean', 'median', 'zero']).default('none'),
  /** New numeric columns by arithmetic on others: `{ phenol_ratio: "flavanoids / total_phenols" }`. */
  derived: z.record(SafeName, z.string().min(1)).default({}),
});
