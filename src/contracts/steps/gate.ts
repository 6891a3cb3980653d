import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const GateInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  /** The training data, whose held-out rows the plan names. */
  data: ObjectRef,
  plan: ObjectRef,
  manifest: ObjectRef,
});

export const GateOutput = z.object({ passed: z.boolean(), reasons: z.array(z.string()) });
