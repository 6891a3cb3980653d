import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const ValidateDataInput = z.object({
  run: RunContext,
  files: ObjectRef,
  projectFile: ObjectRef,
  /** Manifest of the baseline model, whose raw columns the version must have; null for the first version. */
  baseline: ObjectRef.nullable(),
});

export const ValidateDataOutput = z.object({
  /** The version as one typed Parquet file. */
  data: ObjectRef,
  report: ObjectRef,
  rows: z.int(),
});
