import { z } from 'zod';
import { findBatchFiles } from '#lambdas/shared/find-batch-files.ts';
import type { RequestLog } from '#lambdas/shared/http.ts';
import type { RequestedProject } from '#lambdas/shared/key-owners.ts';
import { startBatch } from '#src/batch/start-batch.ts';
import type { BatchRequest } from '#src/contracts/batch.ts';
import type { StartBatchNeeds } from './needs.ts';

/** What an EventBridge schedule sends. */
export const ScheduledEvent = z.object({
  'detail-type': z.literal('Scheduled Event'),
  /** When it was due; the same for every delivery of one event. */
  time: z.iso.datetime({ offset: true }),
});
export type ScheduledEvent = z.infer<typeof ScheduledEvent>;

/**
 * Starts a batch for every project that has a production model and files that are new or changed. One per project and
 * day: an event that is delivered twice starts nothing twice.
 *
 * @throws AggregateError when a project's batch could not be started, after all the others were
 */
export async function startNightly({ time }: ScheduledEvent, needs: StartBatchNeeds, log: RequestLog): Promise<void> {
  const date = time.slice(0, 10);
  const failures: unknown[] = [];
  for (const { file } of await needs.projects.list()) {
    const { team, project } = file;
    await startIfPending({ team, project }, time, date, needs, log).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} nightly batches did not start`);
}

async function startIfPending(
  project: RequestedProject,
  requestedAt: string,
  date: string,
  needs: StartBatchNeeds,
  log: RequestLog,
): Promise<void> {
  if (!(await needs.registry.production(project.team, project.project))) return;
  const batch = { ...project, batchId: `nightly-${date}` };
  const request: BatchRequest = { batch, requestedAt, files: null, onlyNew: true };
  const files = await findBatchFiles(needs.artifacts, request);
  if (files.length === 0) return;
  await startBatch(request, needs);
  log.info('nightly batch started', { ...batch, files: files.length });
}
