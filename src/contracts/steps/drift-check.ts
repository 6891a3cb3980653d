import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { DriftDecision, RunContext } from '../run.ts';

export const DriftCheckInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  data: ObjectRef,
  /** Manifest of the model whose training data is the reference. */
  baseline: ObjectRef,
});

export const DriftCheckOutput = z.object({
  decision: DriftDecision,
  datasetDrift: z.boolean(),
  driftShare: z.number(),
  driftedColumns: z.int(),
  columns: z.int(),
  /** Mean population stability index of the columns; null where none has one. */
  averagePsi: z.number().nullable(),
  /** DriftReport with every column's score. */
  report: ObjectRef,
});
