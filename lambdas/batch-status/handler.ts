import { dependencies } from '#lambdas/shared/dependencies.ts';
import { type ApiContext, apiHandler } from '#lambdas/shared/http.ts';
import { KeyOwners } from '#lambdas/shared/key-owners.ts';
import { logger } from '#lambdas/shared/logger.ts';
import type { Dependencies } from '#lambdas/shared/step.ts';
import { findBatch } from '#src/batch/find-batch.ts';
import { BatchContext } from '#src/contracts/batch.ts';
import { NotFoundError } from '#src/errors.ts';

type Needs = Pick<Dependencies, 'artifacts' | 'projects'>;

/** `GET /projects/{project}/batch/{id}` */
export function createBatchStatusHandler({ artifacts, projects }: Needs, context: ApiContext) {
  const owners = new KeyOwners(projects);
  return apiHandler(async (request) => {
    const project = await owners.projectOf(request);
    const id = request.pathParameter('id') ?? '';
    const batch = BatchContext.safeParse({ ...project, batchId: id });
    const body = batch.success ? await findBatch(artifacts, batch.data) : undefined;
    if (!body) throw new NotFoundError(`project "${project.project}" has no batch ${JSON.stringify(id.slice(0, 80))}`);
    return { status: 200, body };
  }, context);
}

let ready: ReturnType<typeof createBatchStatusHandler> | undefined;

export const handler: ReturnType<typeof createBatchStatusHandler> = (event) => {
  ready ??= createBatchStatusHandler(dependencies(process.env), { log: logger, now: () => performance.now() });
  return ready(event);
};
