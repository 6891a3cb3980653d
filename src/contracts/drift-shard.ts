import { z } from 'zod';
import { ObjectRef } from './object-ref.ts';
import { RunContext } from './run.ts';

/** Some rows of one of the data sets that are compared; complete in itself, because a map item sees nothing else. */
export const DriftShard = z.object({
  run: RunContext,
  /** Position among all shards of the run. */
  index: z.int().nonnegative(),
  side: z.enum(['reference', 'current']),
  data: ObjectRef,
  /** First row, 0-based. */
  from: z.int().nonnegative(),
  /** First row that is left out; null for all that follow. */
  to: z.int().positive().nullable(),
  /** Columns that are declared categorical, whatever they hold. */
  categories: z.array(z.string()),
  /** Key of the sketch in the artifacts bucket: the same rows of the same data have the same key in every run. */
  sketch: z.string().min(1),
});
export type DriftShard = z.infer<typeof DriftShard>;

/** A shard that could not be sketched. */
export const ShardCrash = z.object({
  index: z.int().nonnegative(),
  error: z.object({ name: z.string(), message: z.string() }),
});
export type ShardCrash = z.infer<typeof ShardCrash>;
