import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';
import { RunTrialInput } from './run-trial.ts';

export const PlanTuningInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  data: ObjectRef,
  plan: ObjectRef,
  features: ObjectRef,
});

export const PlanTuningOutput = z.object({
  /** The trials to run next; none when all are done. */
  batch: z.array(RunTrialInput),
  /** As it was, until all trials are done: then with the hyperparameters of the best one. */
  projectFile: ObjectRef,
});
