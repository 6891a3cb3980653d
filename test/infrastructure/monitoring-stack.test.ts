import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { resourcesOf, templates } from './synthesize.ts';

const Alarm = z.looseObject({
  AlarmName: z.string(),
  AlarmActions: z.array(z.object({ 'Fn::ImportValue': z.string() })),
  MetricName: z.string(),
  Namespace: z.string(),
  Threshold: z.number(),
  TreatMissingData: z.string(),
  Dimensions: z.array(z.unknown()).default([]),
});

const alarms = resourcesOf('dev', 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Alarm.parse(Properties));

describe('the alarms', () => {
  it('cover drift, quality, failures, throughput, errors, latency and dead letters', () => {
    expect(
      alarms.map(({ AlarmName }) => AlarmName.replace(/^driftloop-dev-(.*)-(Warning|Critical)$/, '$1')).sort(),
    ).toEqual([
      'Api-Error-Rate',
      'Api-Fault-Rate',
      'Api-Latency-P99',
      'Api-Throughput',
      'BatchWorkflow-Aborted-Count',
      'BatchWorkflow-Failure-Count',
      'BatchWorkflow-TimedOut-Count',
      'Models-Accuracy',
      'Models-DriftShare',
      'Models-PredictionErrors',
      'Models-RunsFailed',
      'Models-RunsQuarantined',
      'PipelineDeadLetters-Queue-Message-Count-Max',
      'Predict-Fault-Rate',
      'Predict-Latency-P99',
      'Predict-Throttled-Count',
      'ServingDeadLetters-Queue-Message-Count-Max',
      'TrainingWorkflow-Aborted-Count',
      'TrainingWorkflow-Failure-Count',
      'TrainingWorkflow-TimedOut-Count',
    ]);
  });

  it('all reach people', () => {
    for (const { AlarmActions } of alarms) {
      expect(AlarmActions).toEqual([{ 'Fn::ImportValue': expect.stringMatching(/^driftloop-dev-data:\w*Alerts/) }]);
    }
  });

  it('are quiet while nothing runs', () => {
    for (const { AlarmName, TreatMissingData } of alarms) expect(TreatMissingData, AlarmName).toBe('notBreaching');
  });

  it('watch all projects together', () => {
    const own = alarms.filter(({ Namespace }) => Namespace === 'Driftloop');
    expect(own.map(({ MetricName }) => MetricName).sort()).toEqual([
      'Accuracy',
      'DriftShare',
      'PredictionErrors',
      'RunsFailed',
      'RunsQuarantined',
    ]);
    for (const { Dimensions } of own) expect(Dimensions).toEqual([]);
  });

  it('warn of throughput before the stage turns clients away', () => {
    const throughput = alarms.find(({ AlarmName }) => AlarmName.includes('Throughput'));
    expect(throughput).toMatchObject({ Statistic: 'SampleCount', Period: 300, Threshold: 0.8 * 100 * 300 });
  });
});

describe('the dashboard', () => {
  const [, dashboard] = resourcesOf('dev', 'AWS::CloudWatch::Dashboard')[0] ?? [];
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);

  it.each([
    'DriftShare',
    'Accuracy',
    'F1',
    'Auc',
    'Rows',
    'RunSeconds',
    'Predictions',
    'PredictionLatency',
    'BatchRows',
  ])('shows %s of every project', (metric) => {
    expect(body).toContain(`SEARCH('{Driftloop,team,project} MetricName=\\\\\\"${metric}\\\\\\"'`);
  });

  it('is what the output leads to', () => {
    expect(dashboard?.Properties['DashboardName']).toBe('driftloop-dev');
    templates('dev').monitoring.hasOutput('DashboardUrl', {
      Value: { 'Fn::Join': ['', Match.arrayWith(['#dashboards:name=driftloop-dev'])] },
    });
  });
});
