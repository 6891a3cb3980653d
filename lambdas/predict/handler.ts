import { dependencies } from '#lambdas/shared/dependencies.ts';
import { type ApiAnswer, type ApiContext, type ApiRequest, apiHandler } from '#lambdas/shared/http.ts';
import { describeFailure } from '#lambdas/shared/http-errors.ts';
import { KeyOwners, type RequestedProject } from '#lambdas/shared/key-owners.ts';
import { logger } from '#lambdas/shared/logger.ts';
import { ProductionModels } from '#lambdas/shared/production-models.ts';
import type { Dependencies } from '#lambdas/shared/step.ts';
import type { PredictResponse } from '#src/contracts/predict-request.ts';
import type { MetricValues } from '#src/ports/metric-sink.ts';
import { parsePredictRequest } from '#src/serve/parse-predict-request.ts';

type Needs = Pick<Dependencies, 'artifacts' | 'registry' | 'projects' | 'metrics'>;

/** `POST /predict` and `POST /projects/{project}/predict`: rows in, the production model's answers out. */
export function createPredictHandler(needs: Needs, context: ApiContext) {
  const owners = new KeyOwners(needs.projects);
  const models = new ProductionModels(needs, context);

  async function predict(request: ApiRequest, project: RequestedProject): Promise<ApiAnswer> {
    const startedAt = context.now();
    const { version, predictor } = await models.get(project);
    request.annotate({ modelVersion: version });
    const rows = parsePredictRequest(request.body, predictor.manifest);
    request.annotate({ rows: rows.rowCount });
    const answer = { ...(await predictor.predict(rows)), modelVersion: version, requestId: request.requestId };
    await emit(project, {
      Predictions: { value: rows.rowCount, unit: 'Count' },
      PredictionLatency: { value: context.now() - startedAt, unit: 'Milliseconds' },
    });
    return { status: 200, body: answer satisfies PredictResponse };
  }

  /** A prediction is worth more than its metric, so a metric that cannot be sent is logged. */
  async function emit({ team, project }: RequestedProject, values: MetricValues): Promise<void> {
    await needs.metrics.emit({ team, project }, values).catch((error: unknown) => {
      context.log.error('metric not sent', { team, project, error });
    });
  }

  return apiHandler(async (request) => {
    const project = await owners.projectOf(request);
    return predict(request, project).catch(async (error: unknown) => {
      if (describeFailure(error).status >= 500) await emit(project, { PredictionErrors: { value: 1, unit: 'Count' } });
      throw error;
    });
  }, context);
}

let ready: ReturnType<typeof createPredictHandler> | undefined;

export const handler: ReturnType<typeof createPredictHandler> = (event) => {
  ready ??= createPredictHandler(dependencies(process.env), { log: logger, now: () => performance.now() });
  return ready(event);
};
