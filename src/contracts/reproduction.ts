import { z } from 'zod';
import { Sha256 } from './names.ts';
import { ObjectRef } from './object-ref.ts';

/** What `driftloop models reproduce --json` prints. */
export const Reproduction = z.object({
  /** Whether all inputs are as they were recorded and training on them gives the same bytes. */
  reproduced: z.boolean(),
  recorded: Sha256,
  /** Of the model trained now; absent when an input that it needs is gone or changed. */
  retrained: Sha256.optional(),
  inputs: z.array(
    z.object({
      what: z.enum(['raw data', 'training data', 'project file', 'training job', 'model']),
      object: ObjectRef,
      state: z.enum(['intact', 'tampered', 'gone']),
    }),
  ),
  /** What was other when the model was trained; none of it need matter. */
  surroundings: z.array(z.object({ what: z.string(), recorded: z.string(), now: z.string() })),
  /** What is other in the models themselves. */
  differences: z.array(z.object({ what: z.string(), recorded: z.string(), now: z.string() })),
});
export type Reproduction = z.infer<typeof Reproduction>;
