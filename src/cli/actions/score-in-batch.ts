import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { batchExecutionName, batchInputPrefix } from '#src/batch/batch-keys.ts';
import { findBatch } from '#src/batch/find-batch.ts';
import { startBatch } from '#src/batch/start-batch.ts';
import type { BatchContext, BatchManifest } from '#src/contracts/batch.ts';
import { NotFoundError } from '#src/errors.ts';
import type { Cloud } from '../cloud.ts';
import { formatBytes } from '../format.ts';
import type { Output } from '../output.ts';
import { pollingPause } from './polling-pause.ts';
import { productionModel } from './production-model.ts';
import { StepLines } from './step-lines.ts';

export interface BatchFileRequest {
  readonly team: string;
  readonly project: string;
  /** A local CSV or Parquet file. */
  readonly file: string;
  /** ISO 8601. */
  readonly requestedAt: string;
}

/**
 * Uploads a file for batch inference, has it scored and waits for the result.
 *
 * @returns the batch's own record; it says whether the file could be scored
 * @throws NotFoundError for an unknown project, NoProductionModelError for one that serves nothing yet
 */
export async function scoreInBatch(
  cloud: Cloud,
  { team, project, file, requestedAt }: BatchFileRequest,
  out: Output,
): Promise<BatchManifest> {
  await productionModel(cloud, team, project);
  const name = basename(file);
  const key = `${batchInputPrefix({ team, project })}${name}`;
  const input = await cloud.artifacts.upload('data', key, file, 'application/octet-stream');
  out.progress(`uploaded s3://${input.bucket}/${input.key} (${formatBytes(input.bytes)})`);
  const batch = { team, project, batchId: `cli-${randomUUID()}` };
  await startBatch(
    { batch, requestedAt, files: [name], onlyNew: false },
    { artifacts: cloud.artifacts, workflow: cloud.batchWorkflow },
  );
  await waitForEnd(cloud, batch, out);
  const status = await findBatch(cloud.artifacts, batch);
  if (!status || status.status === 'running') {
    throw new NotFoundError(`batch ${batch.batchId} ended without a record: look at its execution in Step Functions`);
  }
  return status;
}

async function waitForEnd(cloud: Cloud, batch: BatchContext, out: Output): Promise<void> {
  const lines = new StepLines(out);
  for (;;) {
    const progress = await cloud.batchRuns.progress(batchExecutionName(batch));
    if (progress) lines.show(progress, Date.now());
    if (progress && progress.status !== 'RUNNING') return;
    await sleep(pollingPause(cloud));
  }
}
