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
  /** When tuning began, before the first trial. */
  began: z.iso.datetime({ offset: true }),
  now: z.iso.datetime({ offset: true }),
});

export const PlanTuningOutput = z.object({
  /** The trials to run next; none when all are done, or the time is up. */
  batch: z.array(RunTrialInput),
  /** As it was, until no trial is left: then with the hyperparameters of the best one. */
  projectFile: ObjectRef,
});
