import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { Metrics, RunContext } from '../run.ts';

export const TrainInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  data: ObjectRef,
  plan: ObjectRef,
  features: ObjectRef,
  files: ObjectRef,
  /** null for the first version, and when nothing was merged. */
  baseline: ObjectRef.nullable(),
});

export const TrainOutput = z.object({ manifest: ObjectRef, metrics: Metrics });

/** What a task leaves in the place of an answer: one of the two is null. */
export const TrainTaskOutput = z.object({
  trained: TrainOutput.nullable(),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
});
