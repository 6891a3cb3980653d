import { findBatchFiles } from '#lambdas/shared/find-batch-files.ts';
import type { ApiAnswer, ApiRequest } from '#lambdas/shared/http.ts';
import type { RequestedProject } from '#lambdas/shared/key-owners.ts';
import { requireProduction } from '#lambdas/shared/require-production.ts';
import { batchInputPrefix } from '#src/batch/batch-keys.ts';
import { startBatch } from '#src/batch/start-batch.ts';
import { type BatchRequest, StartBatchBody } from '#src/contracts/batch.ts';
import { InvalidRequestError, NotFoundError } from '#src/errors.ts';
import { parseJson } from '#src/serve/parse-json.ts';
import type { StartBatchNeeds } from './needs.ts';

/**
 * `POST /projects/{project}/batch`: scores the named files, else all, also those that were scored before.
 * @throws NotFoundError when there is no file to score
 */
export async function startOnDemand(
  request: ApiRequest,
  project: RequestedProject,
  needs: StartBatchNeeds,
): Promise<ApiAnswer> {
  const batch = { ...project, batchId: `api-${request.requestId}` };
  const wanted: BatchRequest = {
    batch,
    requestedAt: new Date(request.receivedAt).toISOString(),
    files: readBody(request.body).files ?? null,
    onlyNew: false,
  };
  await requireProduction(needs, project);
  const files = await findBatchFiles(needs.artifacts, wanted);
  if (files.length === 0)
    throw new NotFoundError(`there is no file under ${batchInputPrefix(batch)}: upload one first`);
  await startBatch(wanted, needs);
  request.annotate({ batchId: batch.batchId, files: files.length });
  return { status: 202, body: { batchId: batch.batchId, files: files.length } };
}

function readBody(body: string): StartBatchBody {
  if (body.trim() === '') return {};
  const result = StartBatchBody.safeParse(parseJson(body));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') || 'the body';
  throw new InvalidRequestError(
    'INVALID_REQUEST',
    `${where}: ${issue?.message}; send {"files":["name.csv"]} or nothing`,
  );
}
