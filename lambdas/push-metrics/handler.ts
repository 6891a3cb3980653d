import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { s3Uri } from '#src/contracts/artifact-keys.ts';
import { PushMetricsInput, PushMetricsOutput } from '#src/contracts/steps/push-metrics.ts';
import { runMetrics } from '#src/runs/run-metrics.ts';

/** Records how the run ended, frees the project's turn and sends the metrics. */
export const pushMetrics = defineStep({
  name: 'PushMetrics',
  input: PushMetricsInput,
  output: PushMetricsOutput,
  async run(
    { run, outcome, finishedAt, drift, metrics, gateReasons, modelVersion, ...input },
    { runs, metrics: sink },
  ) {
    await runs.update(run, {
      ...(drift && { drift: { decision: drift.decision, driftShare: drift.driftShare } }),
      ...(drift && { artifacts: { driftReport: s3Uri(drift.report) } }),
      ...(metrics && { metrics }),
      ...(gateReasons && { gateReasons }),
      ...(modelVersion && { modelVersion }),
    });
    const record = await runs.finish(run, { outcome, finishedAt });
    const { team, project } = run;
    await sink.emit(
      { team, project },
      runMetrics({ outcome, rows: input.rows, drift, metrics, seconds: record.seconds, quality: record.quality }),
    );
    return { outcome };
  },
});

export const handler = lambdaHandler(pushMetrics);
