import { z } from 'zod';
import { dependencies } from '#lambdas/shared/dependencies.ts';
import { logger } from '#lambdas/shared/logger.ts';
import type { Dependencies } from '#lambdas/shared/step.ts';
import { StepFunctionsWorkflow } from '#src/aws/step-functions-workflow.ts';
import { ObjectCreatedEvent } from '#src/contracts/object-created-event.ts';
import { executionName, fingerprint } from '#src/detect/execution-name.ts';
import { parseRawKey, rawPrefix } from '#src/detect/raw-key.ts';
import { sealedVersions } from '#src/detect/sealed-versions.ts';
import { versionsDue } from '#src/detect/versions-due.ts';
import type { Workflow } from '#src/ports/workflow.ts';

/**
 * Starts the runs that an upload makes due; an object that completes no data version starts none. Executions are named
 * after the upload, so however often and in whatever order events arrive, each upload is run once.
 *
 * @returns the names of the executions, oldest data version first
 */
export async function startRuns(
  event: unknown,
  { artifacts, runs }: Pick<Dependencies, 'artifacts' | 'runs'>,
  workflow: Workflow,
): Promise<string[]> {
  const uploaded = parseRawKey(ObjectCreatedEvent.parse(event).detail.object.key);
  if (!uploaded?.sealing) return [];
  const { team, project } = uploaded;
  const sealed = sealedVersions(await artifacts.list('data', rawPrefix(team, project)));
  const due = versionsDue(sealed, await runs.dataVersions(team, project), uploaded.version);
  const names: string[] = [];
  for (const { version, sealing } of due) {
    const upload = { team, project, version, fingerprint: fingerprint(sealing) };
    const runId = executionName(upload);
    await workflow.start(runId, { run: { team, project, runId, version }, fingerprint: upload.fingerprint });
    names.push(runId);
  }
  return names;
}

const Environment = z.object({ TRAINING_STATE_MACHINE_ARN: z.string().min(1) });

const fromEnvironment = () => ({
  ...dependencies(process.env),
  workflow: new StepFunctionsWorkflow(Environment.parse(process.env).TRAINING_STATE_MACHINE_ARN),
});

let ready: ReturnType<typeof fromEnvironment> | undefined;

export async function handler(event: unknown): Promise<void> {
  ready ??= fromEnvironment();
  logger.info('runs due', { started: await startRuns(event, ready, ready.workflow) });
}
