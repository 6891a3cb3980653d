import { createMetricsLogger } from 'aws-embedded-metrics';
import type { MetricSink, MetricValues } from '#src/ports/metric-sink.ts';

const NAMESPACE = 'Driftloop';

/**
 * CloudWatch metrics as log lines in the embedded metric format. Each metric goes out twice: under the given dimensions,
 * and under none, so that an alarm can watch all projects at once.
 */
export class EmfMetricSink implements MetricSink {
  async emit(dimensions: Readonly<Record<string, string>>, metrics: MetricValues): Promise<void> {
    const line = createMetricsLogger();
    line.setNamespace(NAMESPACE);
    line.setDimensions([{ ...dimensions }, {}]);
    for (const [name, { value, unit }] of Object.entries(metrics)) line.putMetric(name, value, unit);
    await line.flush();
  }
}
