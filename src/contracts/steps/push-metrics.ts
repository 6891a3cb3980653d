import { z } from 'zod';
import { Metrics, RunContext } from '../run.ts';

/** The end of every run that was not cut short: its outcome is recorded, and what is known is sent as metrics. */
export const PushMetricsInput = z.object({
  run: RunContext,
  outcome: z.enum(['registered', 'no_drift', 'failed_gate']),
  finishedAt: z.iso.datetime({ offset: true }),
  rows: z.int(),
  drift: z.object({ driftShare: z.number(), driftedColumns: z.int(), averagePsi: z.number().nullable() }).nullable(),
  metrics: Metrics.nullable(),
  gateReasons: z.array(z.string()).nullable(),
  modelVersion: z.int().positive().nullable(),
});

export const PushMetricsOutput = z.object({ outcome: z.string() });
