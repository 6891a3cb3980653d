import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';
import { Hyperparameters } from '../trial.ts';

/** One item of the map over a batch, complete in itself. */
export const RunTrialInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  data: ObjectRef,
  plan: ObjectRef,
  features: ObjectRef,
  /** JSON list of Trial: those of earlier batches. */
  known: ObjectRef,
  number: z.int().nonnegative(),
  hyperparameters: Hyperparameters,
});
