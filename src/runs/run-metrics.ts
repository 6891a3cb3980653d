import { headline } from '../contracts/headline-metrics.ts';
import type { Metrics, RunRecord } from '../contracts/run.ts';
import type { MetricValues } from '../ports/metric-sink.ts';

interface FinishedRun {
  readonly outcome: RunRecord['outcome'];
  readonly rows: number;
  readonly seconds: number | undefined;
  /** Score of the data version, 0..100. */
  readonly quality?: number | undefined;
  readonly drift: {
    readonly driftShare: number;
    readonly driftedColumns: number;
    readonly averagePsi: number | null;
  } | null;
  readonly metrics: Metrics | null;
}

/** What a finished run tells the dashboards: rows, duration, drift, and the headline metrics under capitalised names. */
export function runMetrics({ outcome, rows, seconds, quality, drift, metrics }: FinishedRun): MetricValues {
  return {
    Rows: { value: rows, unit: 'Count' },
    Runs: { value: 1, unit: 'Count' },
    ...(outcome === 'failed_gate' && { GateFailures: { value: 1, unit: 'Count' } }),
    ...(seconds !== undefined && { RunSeconds: { value: seconds, unit: 'Seconds' } }),
    ...(quality !== undefined && { DataQuality: { value: quality, unit: 'None' } }),
    ...(drift && {
      DriftShare: { value: drift.driftShare, unit: 'None' },
      DriftedColumns: { value: drift.driftedColumns, unit: 'Count' },
    }),
    ...(typeof drift?.averagePsi === 'number' && { AveragePsi: { value: drift.averagePsi, unit: 'None' } }),
    ...modelMetrics(metrics ?? {}),
  };
}

/** What a run that was cut short tells them. */
export const failureMetrics = (outcome: 'quarantined' | 'failed'): MetricValues => ({
  [outcome === 'failed' ? 'RunsFailed' : 'RunsQuarantined']: { value: 1, unit: 'Count' },
});

function modelMetrics(metrics: Metrics): MetricValues {
  return Object.fromEntries(
    headline(metrics).map(([name, value]) => [
      name.charAt(0).toUpperCase() + name.slice(1),
      { value, unit: 'None' as const },
    ]),
  );
}
