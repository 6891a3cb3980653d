import { z } from 'zod';
import { dependencies } from '#lambdas/shared/dependencies.ts';
import { SnsAlerts } from '#src/aws/sns-alerts.ts';
import { ExecutionStatusEvent } from '#src/contracts/execution-status-event.ts';
import type { Alerts } from '#src/ports/alerts.ts';
import type { RunTracker } from '#src/ports/run-tracker.ts';
import { readFailure } from '#src/runs/read-failure.ts';

/**
 * The back-stop for executions that end outside every Catch (stopped by hand, timed out, a payload over the limit):
 * ends the run and alerts. A run that the workflow itself ended is left alone.
 */
export async function recordDeadExecution(event: unknown, runs: RunTracker, alerts: Alerts): Promise<void> {
  const { executionArn, status, stopDate, input, error, cause } = ExecutionStatusEvent.parse(event).detail;
  const known = (await runs.list(input.run.team, input.run.project)).find(({ id }) => id === input.run.runId);
  if (known && known.outcome !== 'running') return;
  const failure = readFailure({ name: error ?? `Execution.${status}`, message: cause ?? `execution ${status}` });
  await runs.finish(input.run, {
    outcome: 'failed',
    finishedAt: new Date(stopDate).toISOString(),
    error: failure,
  });
  const subject = `Driftloop: ${input.run.project} ${input.run.version} failed`.slice(0, 100);
  await alerts.send(subject, { run: input.run, outcome: 'failed', error: failure, execution: executionArn });
}

const Environment = z.object({ ALERT_TOPIC_ARN: z.string().min(1) });

const fromEnvironment = () => ({
  runs: dependencies(process.env).runs,
  alerts: new SnsAlerts(Environment.parse(process.env).ALERT_TOPIC_ARN),
});

let ready: ReturnType<typeof fromEnvironment> | undefined;

export async function handler(event: unknown): Promise<void> {
  ready ??= fromEnvironment();
  await recordDeadExecution(event, ready.runs, ready.alerts);
}
