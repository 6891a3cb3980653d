export type MetricUnit = 'Count' | 'Milliseconds' | 'Seconds' | 'None';

export type MetricValues = Readonly<Record<string, { readonly value: number; readonly unit: MetricUnit }>>;

/** Business metrics: drift share, accuracy, rows, predictions, latency. */
export interface MetricSink {
  emit(dimensions: Readonly<Record<string, string>>, metrics: MetricValues): Promise<void>;
}
