export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'None';

/** Business metrics: drift share, accuracy, rows, predictions, latency. */
export interface MetricSink {
  emit(
    dimensions: Readonly<Record<string, string>>,
    metrics: Readonly<Record<string, { value: number; unit: MetricUnit }>>,
  ): Promise<void>;
}
