import { describe, expect, it } from 'vitest';
import { RunRecord } from '#src/contracts/run.ts';
import { compareRuns } from '#src/track/compare-runs.ts';
import { trainingRecord } from '#test/support/training-records.ts';

const run = (id: string, more: object = {}) =>
  RunRecord.parse({
    ...{ id, team: 'demo', project: 'wine', dataVersion: 'v1', outcome: 'registered' },
    startedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  });

describe('compareRuns', () => {
  it('marks the better of each metric by its direction', () => {
    const { metrics } = compareRuns([
      { run: run('a', { metrics: { accuracy: 0.9, logLoss: 0.2, f1: 0.5, own: 1 } }) },
      { run: run('b', { metrics: { accuracy: 0.8, logLoss: 0.1, f1: 0.5, own: 2 } }) },
      { run: run('c', { metrics: { accuracy: 0.9 } }) },
    ]);
    expect(metrics).toEqual({
      accuracy: { values: [0.9, 0.8, 0.9], best: [0, 2] },
      logLoss: { values: [0.2, 0.1, null], best: [1] },
      f1: { values: [0.5, 0.5, null], best: [] },
      own: { values: [1, 2, null], best: [] },
    });
  });

  it('tells the settings that differ among those that trained', () => {
    const parameters = { 'training.algorithm': 'lightgbm', 'training.seed': 42 };
    const comparison = compareRuns([
      { run: run('a'), training: trainingRecord({ parameters }) },
      { run: run('b', { outcome: 'no_drift' }) },
      {
        run: run('c'),
        training: trainingRecord({ parameters: { ...parameters, 'training.hyperparameters.eta': 0.1 } }),
      },
    ]);
    expect(comparison.parameters).toEqual({ 'training.hyperparameters.eta': [null, null, 0.1] });
    expect(comparison.sameParameters).toBe(2);
    expect(comparison.data).toEqual([
      ['demo/wine/raw/v1.csv@version-of-v1.csv'],
      null,
      ['demo/wine/raw/v1.csv@version-of-v1.csv'],
    ]);
  });

  it('has the seconds of the steps, and what they are estimated to cost', () => {
    const steps = { Train: { seconds: 10, memoryMb: 2048, processor: 'arm64' } };
    const { seconds, cost } = compareRuns([{ run: run('a', { steps }) }, { run: run('b') }]);
    expect(seconds).toEqual({ Train: [10, null] });
    // 10 s × 2 GB × $0.0000133334, and $0.20 per million requests.
    expect(cost).toEqual([expect.closeTo(0.000266868, 9), null]);
  });
});
