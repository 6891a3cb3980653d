import { expect, test } from 'vitest';
import { RunRecord } from '#src/contracts/run.ts';
import { earlierRowCounts } from '#src/validate/row-history.ts';

const run = (dataVersion: string, outcome: string, rows?: number) =>
  RunRecord.parse({
    id: `p-${dataVersion}-${rows}`,
    team: 'demo',
    project: 'p',
    dataVersion,
    outcome,
    rows,
    startedAt: '2026-01-01T00:00:00Z',
  });

test('the row counts of earlier versions that were used, by number, each once', () => {
  const runs = [
    run('v11', 'registered', 110),
    run('v10', 'no_drift', 100),
    run('v9', 'quarantined', 1),
    run('v8', 'failed_gate', 80),
    run('v8', 'registered', 8),
    run('v2', 'registered'),
    run('v3', 'failed', 30),
    run('v1', 'registered', 10),
  ];
  expect(earlierRowCounts(runs, 'v11')).toEqual([10, 80, 100]);
  expect(earlierRowCounts(runs, 'v1')).toEqual([]);
});
