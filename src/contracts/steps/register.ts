import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const RegisterInput = z.object({
  run: RunContext,
  manifest: ObjectRef,
  registeredAt: z.iso.datetime({ offset: true }),
});

export const RegisterOutput = z.object({ modelVersion: z.int().positive() });
