import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type CustomMetric, MetricStatistic, type MonitoringFacade } from 'cdk-monitoring-constructs';
import type { Config } from '../config.ts';
import { atOnce } from './alarm-timing.ts';

const NAMESPACE = 'Driftloop';
const PERIOD = Duration.minutes(5);
const { MAX, MIN, SUM, P99 } = MetricStatistic;

/**
 * Drift, quality and throughput. Every value is sent twice, for its project and for all projects together: alarms
 * watch the second, because an alarm needs one metric and projects come and go; the graphs show the first.
 */
export function monitorModels(facade: MonitoringFacade, alarms: Config['alarms']): void {
  facade.monitorCustom({
    humanReadableName: 'Models',
    alarmFriendlyName: 'Models',
    metricGroups: [
      { title: 'Drift share', metrics: [atLeast('DriftShare', MAX, alarms.driftShare), byProject('DriftShare', MAX)] },
      {
        title: 'Quality',
        metrics: [below('Accuracy', MIN, alarms.accuracy), ...['Accuracy', 'F1', 'Auc'].map((m) => byProject(m, MIN))],
      },
      {
        title: 'Runs',
        metrics: [
          atLeast('RunsFailed', SUM, 1),
          atLeast('RunsQuarantined', SUM, 1),
          ...['Runs', 'GateFailures', 'Rows'].map((name) => byProject(name, SUM)),
        ],
      },
      { title: 'Seconds per run', metrics: [byProject('RunSeconds', MAX)] },
      { title: 'Predictions', metrics: [atLeast('PredictionErrors', SUM, 1), byProject('Predictions', SUM)] },
      { title: 'Milliseconds per request', metrics: [byProject('PredictionLatency', P99)] },
      {
        title: 'Batches',
        metrics: ['BatchRows', 'BatchFiles', 'BatchFilesFailed'].map((name) => byProject(name, SUM)),
      },
    ],
  });
}

const atLeast = (name: string, statistic: MetricStatistic, threshold: number) =>
  alarmed(name, statistic, { threshold, comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD });

const below = (name: string, statistic: MetricStatistic, threshold: number) =>
  alarmed(name, statistic, { threshold, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD });

/** All projects together, with an alarm. */
const alarmed = (
  metricName: string,
  statistic: MetricStatistic,
  limit: { readonly threshold: number; readonly comparisonOperator: ComparisonOperator },
): CustomMetric => ({
  metric: new Metric({ namespace: NAMESPACE, metricName, statistic, period: PERIOD, label: `${metricName}, all` }),
  alarmFriendlyName: metricName,
  addAlarm: { Warning: { ...limit, ...atOnce } },
});

/** One line per project, whichever there are. */
const byProject = (metricName: string, statistic: MetricStatistic): CustomMetric =>
  new MathExpression({
    expression: `SEARCH('{${NAMESPACE},team,project} MetricName="${metricName}"', '${statistic}', ${PERIOD.toSeconds()})`,
    label: '', // CloudWatch then names each line after its dimensions
    period: PERIOD,
  });
