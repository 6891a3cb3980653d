import { basename, join } from 'node:path';
import { z } from 'zod';
import { fetchModel } from '#lambdas/shared/fetch-model.ts';
import { writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { withScratch } from '#lambdas/shared/scratch.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { batchOutputKey, batchRecordKey, scoredKey } from '#src/batch/batch-keys.ts';
import { scoreFile } from '#src/batch/score-file.ts';
import { BatchFileResult, BatchItem } from '#src/contracts/batch.ts';
import { InvalidDataError } from '#src/errors.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';

/** What says that this version of the file needs no scoring any more. */
const ScoredMarker = z.object({ name: z.string(), versionId: z.string(), batchId: z.string() });

/** Scores one file. A file that cannot be scored has an error for its result; only what is not its fault is raised. */
export const scoreBatchFile = defineStep({
  name: 'ScoreBatchFile',
  input: BatchItem,
  output: z.null(), // thousands of these are the map's output, which is limited to 256 KiB
  async run(item, { artifacts }) {
    const result = await score(artifacts, item).catch((error: unknown) => failed(item, error));
    await writeJson(artifacts, batchRecordKey(item.batch, `results/${item.index}.json`), BatchFileResult, result);
    if (result.status === 'scored') await markScored(artifacts, item);
    return null;
  },
});

function score(artifacts: ArtifactStore, { batch, model, file }: BatchItem): Promise<BatchFileResult> {
  return withScratch(async (folder) => {
    const input = join(folder, basename(file.name));
    const output = join(folder, `scored-${basename(file.name)}`);
    const source = await artifacts.identify(file);
    await artifacts.download(source, input);
    const { rows } = await scoreFile(input, output, await fetchModel(artifacts, model.manifest));
    const uploaded = await artifacts.upload('data', batchOutputKey(batch, file.name), output, contentType(file.name));
    return { status: 'scored', file, rows, output: uploaded };
  });
}

function failed({ file }: BatchItem, error: unknown): BatchFileResult {
  if (!(error instanceof InvalidDataError)) throw error;
  return { status: 'failed', file, error: { name: error.name, message: error.message } };
}

const markScored = (artifacts: ArtifactStore, { batch, file }: BatchItem) =>
  writeJson(artifacts, scoredKey(batch, file), ScoredMarker, {
    name: file.name,
    versionId: file.versionId,
    batchId: batch.batchId,
  });

const contentType = (name: string) => (/\.csv$/i.test(name) ? 'text/csv' : 'application/octet-stream');

export const handler = lambdaHandler(scoreBatchFile);
