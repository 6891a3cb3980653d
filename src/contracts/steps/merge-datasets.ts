import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const MergeDatasetsInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  data: ObjectRef,
  /** Manifest of the model whose training data the version joins. */
  baseline: ObjectRef,
});

export const MergeDatasetsOutput = z.object({ data: ObjectRef, rows: z.int(), report: ObjectRef });
