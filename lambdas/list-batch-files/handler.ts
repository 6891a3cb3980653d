import { z } from 'zod';
import { findBatchFiles } from '#lambdas/shared/find-batch-files.ts';
import { writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { requireProduction } from '#lambdas/shared/require-production.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { batchRecordKey } from '#src/batch/batch-keys.ts';
import { BatchItem, BatchRequest, ListBatchFilesOutput } from '#src/contracts/batch.ts';

/** Pins the model and the versions of the input files, so that the whole batch is one picture of the bucket. */
export const listBatchFiles = defineStep({
  name: 'ListBatchFiles',
  input: BatchRequest,
  output: ListBatchFilesOutput,
  async run(request, { artifacts, ...needs }) {
    const { batch } = request;
    const { version, manifest } = await requireProduction(needs, batch);
    const model = { version, manifest };
    const files = await findBatchFiles(artifacts, request);
    const items = files.map((file, index) => ({ batch, index, model, file }));
    const list = await writeJson(artifacts, batchRecordKey(batch, 'files.json'), z.array(BatchItem), items);
    return { count: items.length, list, model };
  },
});

export const handler = lambdaHandler(listBatchFiles);
