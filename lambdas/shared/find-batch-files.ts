import { batchInputPrefix, scoredPrefix } from '#src/batch/batch-keys.ts';
import { selectFiles } from '#src/batch/select-files.ts';
import type { BatchFile, BatchRequest } from '#src/contracts/batch.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';

/** The input files that a batch is to score, as the buckets say now. @throws NotFoundError for a file not there */
export async function findBatchFiles(
  artifacts: Pick<ArtifactStore, 'list'>,
  request: Pick<BatchRequest, 'batch' | 'files' | 'onlyNew'>,
): Promise<BatchFile[]> {
  const objects = await artifacts.list('data', batchInputPrefix(request.batch));
  const scored = request.onlyNew ? await artifacts.list('artifacts', scoredPrefix(request.batch)) : [];
  return selectFiles(request, objects, new Set(scored.map(({ key }) => key)));
}
