import { describe, expect, it } from 'vitest';
import { recordDeadExecution } from '#lambdas/execution-failed/handler.ts';
import type { Alerts } from '#src/ports/alerts.ts';
import { FINISHED_AT, memoryProject, STARTED_AT } from '#test/support/memory-project.ts';

class MemoryAlerts implements Alerts {
  readonly sent: { subject: string; message: unknown }[] = [];

  async send(subject: string, message: unknown): Promise<void> {
    this.sent.push({ subject, message });
  }
}

async function deadRun() {
  const { dependencies, inputFor } = await memoryProject();
  const { run, fingerprint } = inputFor('v1', { key: 'demo/wine/raw/v1.csv', versionId: '1' });
  await dependencies.runs.claim({ run, fingerprint, startedAt: STARTED_AT, olderVersions: [] });
  const event = {
    detail: {
      executionArn: `arn:aws:states:us-east-1:000000000000:execution:training:${run.runId}`,
      status: 'TIMED_OUT',
      stopDate: Date.parse(FINISHED_AT),
      input: JSON.stringify({ run, fingerprint }),
      error: null,
      cause: null,
    },
  };
  return { runs: dependencies.runs, run, event, alerts: new MemoryAlerts() };
}

describe('execution-failed', () => {
  it('ends the run of an execution that died outside every Catch, and alerts', async () => {
    const { runs, run, event, alerts } = await deadRun();
    await recordDeadExecution(event, runs, alerts);
    expect(await runs.get('demo', 'wine', run.runId)).toMatchObject({
      outcome: 'failed',
      error: { name: 'Execution.TIMED_OUT' },
    });
    expect(alerts.sent).toMatchObject([{ subject: 'Driftloop: wine v1 failed' }]);
  });

  it('alerts once for an event delivered twice', async () => {
    const { runs, event, alerts } = await deadRun();
    await recordDeadExecution(event, runs, alerts);
    await recordDeadExecution(event, runs, alerts);
    expect(alerts.sent).toHaveLength(1);
  });

  it('leaves a run alone that the workflow ended itself', async () => {
    const { runs, run, event, alerts } = await deadRun();
    await runs.finish(run, { outcome: 'quarantined', finishedAt: FINISHED_AT });
    await recordDeadExecution(event, runs, alerts);
    expect((await runs.get('demo', 'wine', run.runId)).outcome).toBe('quarantined');
    expect(alerts.sent).toEqual([]);
  });
});
