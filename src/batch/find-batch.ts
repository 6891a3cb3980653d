import { type BatchContext, BatchManifest, BatchRequest, type BatchStatus } from '../contracts/batch.ts';
import type { Area, ArtifactStore } from '../ports/artifact-store.ts';
import { batchOutputKey, batchRecordKey } from './batch-keys.ts';

type Needs = Pick<ArtifactStore, 'list' | 'identify' | 'read'>;

/** How a batch stands: running until there is a manifest, then the manifest; undefined when it was never asked for. */
export async function findBatch(artifacts: Needs, batch: BatchContext): Promise<BatchStatus | undefined> {
  const manifest = await readIfPresent(artifacts, 'data', batchOutputKey(batch, 'manifest.json'));
  if (manifest !== undefined) return BatchManifest.parse(manifest);
  const request = await readIfPresent(artifacts, 'artifacts', batchRecordKey(batch, 'request.json'));
  if (request === undefined) return undefined;
  return { ...batch, status: 'running', requestedAt: BatchRequest.parse(request).requestedAt };
}

/** Listed rather than asked for: without the right to list, S3 answers 403 for an object that is not there. */
async function readIfPresent(artifacts: Needs, area: Area, key: string): Promise<unknown> {
  const object = (await artifacts.list(area, key)).find((candidate) => candidate.key === key);
  if (!object) return undefined;
  return JSON.parse(new TextDecoder().decode(await artifacts.read(await artifacts.identify(object))));
}
