import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const CompareSketchesInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  /** Manifest of the model whose training data is the reference. */
  baseline: ObjectRef,
  /** A JSON array of DriftShard. */
  shards: ObjectRef,
  /** What the map returned, one per shard: null, or a ShardCrash. */
  mapped: z.array(z.unknown()),
});
