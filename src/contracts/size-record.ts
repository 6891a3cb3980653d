import { z } from 'zod';
import { Metrics } from './run.ts';

/** What `training.onnx` saved, and what that cost. */
export const SizeRecord = z.object({
  /** Of the ONNX file: standard trees with all that was learnt, and as it is. */
  bytes: z.object({ before: z.int(), after: z.int() }),
  /** Absent where leaves are as learnt. */
  rounding: z
    .object({
      leafBits: z.int(),
      /** By how much a raw score may differ, at most. */
      bound: z.number(),
      /** Largest difference of predictions on the held-out rows. */
      difference: z.number(),
      /** Metrics on the held-out rows, of the model as learnt and as it is. */
      before: Metrics,
      after: Metrics,
    })
    .optional(),
});
export type SizeRecord = z.infer<typeof SizeRecord>;
