import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { RecordFailureInput, RecordFailureOutput } from '#src/contracts/steps/record-failure.ts';
import { readFailure } from '#src/runs/read-failure.ts';
import { failureMetrics } from '#src/runs/run-metrics.ts';

/** Ends a run that was cut short: its version is settled, so the next upload is unaffected. */
export const recordFailure = defineStep({
  name: 'RecordFailure',
  input: RecordFailureInput,
  output: RecordFailureOutput,
  async run({ run, outcome, finishedAt, error }, { runs, metrics }) {
    await runs.finish(run, { outcome, finishedAt, error: readFailure(error) });
    await metrics.emit({ team: run.team, project: run.project }, failureMetrics(outcome));
    return { outcome };
  },
});

export const handler = lambdaHandler(recordFailure);
