import { z } from 'zod';
import { readJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { batchOutputKey, batchRecordKey } from '#src/batch/batch-keys.ts';
import { batchManifest } from '#src/batch/batch-manifest.ts';
import {
  type BatchContext,
  BatchFileResult,
  BatchItem,
  BatchManifest,
  RecordBatchInput,
  RecordBatchOutput,
} from '#src/contracts/batch.ts';
import type { ArtifactStore, StoredObject } from '#src/ports/artifact-store.ts';
import { readFailure } from '#src/runs/read-failure.ts';

/** Result files read at the same time. */
const CONCURRENCY = 32;

/** Writes the account of a batch beside its results, whether it completed or failed. */
export const recordBatch = defineStep({
  name: 'RecordBatch',
  input: RecordBatchInput,
  output: RecordBatchOutput,
  async run({ request, listed, error, ...input }, { artifacts, metrics }) {
    const { batch } = request;
    const items = listed ? await readJson(artifacts, listed.list, z.array(BatchItem)) : [];
    const results = await readResults(artifacts, batch);
    const account = batchManifest({
      ...input,
      request,
      items,
      results,
      model: listed?.model ?? null,
      error: error && readFailure(error),
    });
    const text = `${JSON.stringify(BatchManifest.parse(account), null, 2)}\n`;
    const manifest = await artifacts.write('data', batchOutputKey(batch, 'manifest.json'), text, 'application/json');
    const failedFiles = account.files.filter(({ status }) => status === 'failed').length;
    await metrics.emit(
      { team: batch.team, project: batch.project },
      {
        BatchRows: { value: account.rows, unit: 'Count' },
        BatchFiles: { value: account.files.length, unit: 'Count' },
        BatchFilesFailed: { value: failedFiles, unit: 'Count' },
        BatchesFailed: { value: error ? 1 : 0, unit: 'Count' },
      },
    );
    return { failedFiles, manifest };
  },
});

async function readResults(artifacts: ArtifactStore, batch: BatchContext): Promise<Map<number, BatchFileResult>> {
  const objects = await artifacts.list('artifacts', batchRecordKey(batch, 'results/'));
  const results = new Map<number, BatchFileResult>();
  for (let at = 0; at < objects.length; at += CONCURRENCY) {
    await Promise.all(
      objects.slice(at, at + CONCURRENCY).map(async (object) => {
        const result = await readJson(artifacts, await artifacts.identify(object), BatchFileResult);
        results.set(indexOf(object), result);
      }),
    );
  }
  return results;
}

/** `…/results/<index>.json` */
const indexOf = ({ key }: StoredObject) => Number(key.slice(key.lastIndexOf('/') + 1, -'.json'.length));

export const handler = lambdaHandler(recordBatch);
