import { z } from 'zod';
import { dependencies } from '#lambdas/shared/dependencies.ts';
import { type ApiContext, apiHandler, type ProxyResult } from '#lambdas/shared/http.ts';
import { KeyOwners } from '#lambdas/shared/key-owners.ts';
import { logger } from '#lambdas/shared/logger.ts';
import { StepFunctionsWorkflow } from '#src/aws/step-functions-workflow.ts';
import type { StartBatchNeeds } from './needs.ts';
import { ScheduledEvent, startNightly } from './nightly.ts';
import { startOnDemand } from './on-demand.ts';

/** Batches begin by a request or by the nightly schedule. */
export function createStartBatchHandler(needs: StartBatchNeeds, context: ApiContext) {
  const owners = new KeyOwners(needs.projects);
  const onRequest = apiHandler(
    async (request) => startOnDemand(request, await owners.projectOf(request), needs),
    context,
  );
  return async (event: unknown): Promise<ProxyResult | undefined> => {
    const scheduled = ScheduledEvent.safeParse(event);
    if (!scheduled.success) return onRequest(event);
    await startNightly(scheduled.data, needs, context.log);
    return undefined;
  };
}

let ready: ReturnType<typeof createStartBatchHandler> | undefined;

export const handler: ReturnType<typeof createStartBatchHandler> = (event) => {
  ready ??= fromEnvironment();
  return ready(event);
};

function fromEnvironment() {
  const { BATCH_STATE_MACHINE_ARN } = z.object({ BATCH_STATE_MACHINE_ARN: z.string().min(1) }).parse(process.env);
  const needs = { ...dependencies(process.env), workflow: new StepFunctionsWorkflow(BATCH_STATE_MACHINE_ARN) };
  return createStartBatchHandler(needs, { log: logger, now: () => performance.now() });
}
