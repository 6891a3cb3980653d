import { describe, expect, it } from 'vitest';
import { RunRecord } from '#src/contracts/run.ts';
import { changedRun, endedRun, newRun } from '#src/runs/run-record.ts';

const run = { team: 'demo', project: 'wine', runId: 'run-1', version: 'v1' };
const begun = newRun(run, '2026-01-01T01:00:00+01:00');

describe('run records', () => {
  it('begin as running and honour the contract', () => {
    expect(RunRecord.parse(begun)).toEqual({ ...begun, outcome: 'running', artifacts: {} });
  });

  it('unite artifacts by name and replace everything else', () => {
    const once = changedRun(begun, { metrics: { auc: 0.5 }, artifacts: { a: 's3://a' } });
    const twice = changedRun(once, { metrics: { f1: 0.9 }, artifacts: { b: 's3://b' } });
    expect(twice).toMatchObject({ metrics: { f1: 0.9 }, artifacts: { a: 's3://a', b: 's3://b' } });
    expect(twice.metrics).not.toHaveProperty('auc');
  });

  it('end with the seconds between start and end, never negative', () => {
    const end = { outcome: 'no_drift', finishedAt: '2026-01-01T00:00:02.250Z' } as const;
    expect(endedRun(begun, end)).toEqual({ ...begun, ...end, seconds: 2.25 });
    expect(endedRun(begun, { ...end, finishedAt: '2025-12-31T23:59:59Z' }).seconds).toBe(0);
  });
});
