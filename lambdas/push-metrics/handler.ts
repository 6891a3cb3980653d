import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
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
    // Drift and metrics are in the record since the steps that found them.
    await runs.update(run, {
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
