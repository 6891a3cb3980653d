import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { DriftDecision, Metrics, RunContext } from '../run.ts';

/** The end of every run that was not cut short: what is known is recorded and sent as metrics. */
export const PushMetricsInput = z.object({
  run: RunContext,
  outcome: z.enum(['registered', 'no_drift', 'failed_gate']),
  startedAt: z.iso.datetime({ offset: true }),
  finishedAt: z.iso.datetime({ offset: true }),
  rows: z.int(),
  drift: z
    .object({ decision: DriftDecision, driftShare: z.number(), driftedColumns: z.int(), report: ObjectRef })
    .nullable(),
  metrics: Metrics.nullable(),
  gateReasons: z.array(z.string()).nullable(),
  modelVersion: z.int().positive().nullable(),
});

export const PushMetricsOutput = z.object({ outcome: z.string() });
