import { z } from 'zod';
import { RunContext } from './run.ts';

const ExecutionInput = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.object({ run: RunContext }));

/** EventBridge's "Step Functions Execution Status Change" of a training execution that did not succeed. */
export const ExecutionStatusEvent = z.object({
  detail: z.object({
    executionArn: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    /** Milliseconds since 1970. */
    stopDate: z.number(),
    input: ExecutionInput,
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});
