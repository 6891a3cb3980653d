import { z } from 'zod';
import { SafeName } from './names.ts';
import { StepUse } from './run.ts';

/** By the library's own names. */
export const Hyperparameters = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
export type Hyperparameters = z.infer<typeof Hyperparameters>;

/** One set of hyperparameters, tried on rows set aside of the training rows. */
export const Trial = z.object({
  /** From 0, in the order of suggestion. */
  number: z.int().nonnegative(),
  /** Those of the search space only. */
  hyperparameters: Hyperparameters,
  /** pruned: given up before its last round; failed: the library refused the combination. */
  state: z.enum(['complete', 'pruned', 'failed']),
  /** The metric of the model that the trial would keep; absent where it failed. */
  value: z.number().optional(),
  /** Rounds of that model. */
  rounds: z.int().nonnegative(),
  /** The metric of the rows set aside, at the rounds where it was taken. */
  curve: z.object({ rounds: z.array(z.int().positive()), values: z.array(z.number()) }),
  /** Why it failed, in the library's words. */
  error: z.string().optional(),
  /** What it took, where that was measured. */
  use: StepUse.optional(),
});
export type Trial = z.infer<typeof Trial>;

/** A trial as a run of its own, under the run that it is part of. */
export const TrialRun = z.object({
  id: z.string(),
  parentRun: z.string(),
  team: SafeName,
  project: SafeName,
  number: Trial.shape.number,
  outcome: Trial.shape.state,
  hyperparameters: Hyperparameters,
  /** What trials are judged by, on the rows set aside; absent where it failed. */
  value: Trial.shape.value,
  rounds: Trial.shape.rounds,
  error: Trial.shape.error,
  seconds: StepUse.shape.seconds.optional(),
});
export type TrialRun = z.infer<typeof TrialRun>;
