import { z } from 'zod';
import { RunContext } from '../run.ts';

/** The end of a run that was cut short, by bad data or by anything else. */
export const RecordFailureInput = z.object({
  run: RunContext,
  outcome: z.enum(['quarantined', 'failed']),
  finishedAt: z.iso.datetime({ offset: true }),
  error: z.object({ name: z.string(), message: z.string() }),
});

export const RecordFailureOutput = z.object({ outcome: z.string() });
