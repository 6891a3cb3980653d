import { describe, expect, it } from 'vitest';
import { failureMetrics, runMetrics } from '#src/runs/run-metrics.ts';

const finished = { outcome: 'registered' as const, rows: 178, seconds: 3.5, drift: null, metrics: null };

describe('runMetrics', () => {
  it('names model metrics as CloudWatch does, with a capital', () => {
    const values = runMetrics({ ...finished, metrics: { accuracy: 0.9, logLoss: 0.2 } });
    expect(values).toMatchObject({ Accuracy: { value: 0.9 }, LogLoss: { value: 0.2 }, Rows: { value: 178 } });
  });

  it('sends no drift share where none was measured', () => {
    expect(runMetrics(finished)).not.toHaveProperty('DriftShare');
    const drift = { driftShare: 0.5, driftedColumns: 7, averagePsi: 0.25 };
    expect(runMetrics({ ...finished, drift })).toMatchObject({ DriftShare: { value: 0.5 } });
  });

  it('counts a failed gate', () => {
    expect(runMetrics({ ...finished, outcome: 'failed_gate' })).toHaveProperty('GateFailures');
    expect(runMetrics(finished)).not.toHaveProperty('GateFailures');
  });
});

describe('failureMetrics', () => {
  it('tells failed and quarantined runs apart', () => {
    expect(failureMetrics('failed')).toEqual({ RunsFailed: { value: 1, unit: 'Count' } });
    expect(failureMetrics('quarantined')).toEqual({ RunsQuarantined: { value: 1, unit: 'Count' } });
  });
});
