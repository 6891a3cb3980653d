import { z } from 'zod';

/** `evaluation` of a project file. */
export const EvaluationSettings = z.strictObject({
  /** Columns for each of whose values the metrics are told, too. */
  segments: z.array(z.string().min(1)).default([]),
  /** Fewer held-out rows of a value than this tell nothing. */
  minRows: z.int().positive().default(30),
});
export type EvaluationSettings = z.infer<typeof EvaluationSettings>;
