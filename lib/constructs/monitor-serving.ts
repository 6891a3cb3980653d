import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import type { MonitoringFacade } from 'cdk-monitoring-constructs';
import type { Config } from '../config.ts';
import { atOnce, lasting } from './alarm-timing.ts';
import type { HandlerFunction } from './handler-function.ts';

const THROUGHPUT_PERIOD = Duration.minutes(5);
/** Share of the stage's rate. */
const NEARLY_FULL = 0.8;

/** The API as its clients see it. */
export function monitorApi(facade: MonitoringFacade, api: RestApi, { alarms, api: { stage } }: Config): void {
  facade.monitorApiGateway({
    api,
    apiStage: api.deploymentStage.stageName,
    humanReadableName: 'Prediction API',
    alarmFriendlyName: 'Api',
    add4XXErrorRateAlarm: { Warning: { maxErrorRate: alarms.clientErrorRate, ...lasting } },
    add5XXFaultRateAlarm: { Critical: { maxErrorRate: alarms.serverErrorRate, ...atOnce } },
    addLatencyP99Alarm: { Warning: { maxLatency: Duration.millis(alarms.latencyP99Ms), ...lasting } },
  });
  monitorThroughput(facade, api, stage.requestsPerSecond);
}

/** Warns before the stage's throttle turns clients away. */
function monitorThroughput(facade: MonitoringFacade, api: RestApi, requestsPerSecond: number): void {
  const metric = api.deploymentStage.metricCount({ label: 'Requests', period: THROUGHPUT_PERIOD });
  const threshold = NEARLY_FULL * requestsPerSecond * THROUGHPUT_PERIOD.toSeconds();
  facade.monitorCustom({
    humanReadableName: 'Throughput',
    alarmFriendlyName: 'Api',
    metricGroups: [
      {
        title: 'Requests in 5 minutes',
        metrics: [
          {
            metric,
            alarmFriendlyName: 'Throughput',
            addAlarm: {
              Warning: { threshold, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD, ...atOnce },
            },
          },
        ],
      },
    ],
  });
}

/** The function behind the API. */
export function monitorPredict(facade: MonitoringFacade, { lambda }: HandlerFunction): void {
  facade.monitorLambdaFunction({
    lambdaFunction: lambda,
    humanReadableName: 'Predict',
    alarmFriendlyName: 'Predict',
    addFaultRateAlarm: { Critical: { maxErrorRate: 0.01, ...atOnce } },
    addThrottlesCountAlarm: { Warning: { maxErrorCount: 0, ...atOnce } },
    addLatencyP99Alarm: { Warning: { maxLatencyPercentageOfTimeout: 80, ...lasting } },
  });
}
