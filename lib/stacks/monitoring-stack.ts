import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { DefaultDashboardFactory, MonitoringFacade, SnsAlarmActionStrategy } from 'cdk-monitoring-constructs';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { AlertTopic } from '../constructs/alert-topic.ts';
import { monitorModels } from '../constructs/monitor-models.ts';
import { monitorDeadLetters, monitorSteps, monitorWorkflow } from '../constructs/monitor-pipeline.ts';
import { monitorApi, monitorPredict } from '../constructs/monitor-serving.ts';
import type { PipelineStack } from './pipeline-stack.ts';
import type { ServingStack } from './serving-stack.ts';

export interface MonitoringStackProps extends StackProps {
  readonly config: Config;
  readonly alerts: AlertTopic;
  readonly pipeline: PipelineStack;
  readonly serving: ServingStack;
}

/** One dashboard, and the alarms that reach people through the alert topic. */
export class MonitoringStack extends Stack {
  constructor(scope: Construct, id: string, { config, alerts, pipeline, serving, ...props }: MonitoringStackProps) {
    super(scope, id, props);
    const name = `driftloop-${config.name}`;
    const facade = new MonitoringFacade(this, 'Monitoring', {
      alarmFactoryDefaults: {
        alarmNamePrefix: name,
        actionsEnabled: true,
        action: new SnsAlarmActionStrategy({ onAlarmTopic: alerts.topic, onOkTopic: alerts.topic }),
        datapointsToAlarm: 1,
      },
      dashboardFactory: new DefaultDashboardFactory(this, 'Dashboards', { dashboardNamePrefix: name }),
    });

    facade.addLargeHeader('Models');
    monitorModels(facade, config.alarms);
    facade.addLargeHeader('Serving');
    monitorApi(facade, serving.keyedApi.api, config);
    monitorPredict(facade, serving.predict);
    facade.addLargeHeader('Pipeline');
    monitorWorkflow(facade, 'Training', pipeline.training.stateMachine);
    monitorWorkflow(facade, 'Batch', serving.batch.workflow.stateMachine);
    monitorDeadLetters(facade, 'Pipeline', pipeline.deadLetters.queue);
    monitorDeadLetters(facade, 'Serving', serving.deadLetters.queue);
    monitorSteps(facade, { ...pipeline.steps, ...serving.batch.steps });

    const dashboards = `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards`;
    new CfnOutput(this, 'DashboardUrl', { value: `${dashboards}:name=${name}` });
  }
}
