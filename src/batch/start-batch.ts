import { BatchRequest } from '../contracts/batch.ts';
import type { ArtifactStore } from '../ports/artifact-store.ts';
import type { Workflow } from '../ports/workflow.ts';
import { batchExecutionName, batchRecordKey } from './batch-keys.ts';

/** Keeps what was asked for, so that the batch can be looked up at once, and starts its workflow; twice is once. */
export async function startBatch(
  request: BatchRequest,
  { artifacts, workflow }: { readonly artifacts: Pick<ArtifactStore, 'write'>; readonly workflow: Workflow },
): Promise<void> {
  const text = `${JSON.stringify(BatchRequest.parse(request), null, 2)}\n`;
  await artifacts.write('artifacts', batchRecordKey(request.batch, 'request.json'), text, 'application/json');
  await workflow.start(batchExecutionName(request.batch), request);
}
