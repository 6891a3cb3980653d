import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const PlanDriftCheckInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  data: ObjectRef,
  /** Of `data`. */
  rows: z.int().nonnegative(),
  /** Manifest of the model whose training data is the reference. */
  baseline: ObjectRef,
});

export const PlanDriftCheckOutput = z.discriminatedUnion('path', [
  /** Both data sets are small enough for one function. */
  z.object({ path: z.literal('exact') }),
  z.object({
    path: z.literal('sharded'),
    /** A JSON array of DriftShard: all of them. */
    shards: ObjectRef,
    /** Those whose sketch is not there from an earlier run. */
    unsketched: ObjectRef,
    unsketchedCount: z.int().nonnegative(),
  }),
]);
