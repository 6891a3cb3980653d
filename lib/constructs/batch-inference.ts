import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { batchStatus, batchSteps, startBatch } from '../serving-functions.ts';
import type { AlertTopic } from './alert-topic.ts';
import { AslStateMachine } from './asl-state-machine.ts';
import { allowDistributedMap } from './distributed-map.ts';
import type { HandlerFunction } from './handler-function.ts';
import type { Handlers } from './handlers.ts';
import { ScheduleRule } from './schedule-rule.ts';
import type { Storage } from './storage.ts';

export interface BatchInferenceProps {
  readonly config: Config;
  readonly handlers: Handlers;
  readonly storage: Storage;
  readonly alerts: AlertTopic;
  readonly deadLetters: IQueue;
}

/** Scores files: a workflow that maps over them, started by a client or every night. */
export class BatchInference extends Construct {
  readonly workflow: AslStateMachine;
  readonly steps: Readonly<Record<string, HandlerFunction>>;
  readonly start: HandlerFunction;
  readonly status: HandlerFunction;

  constructor(scope: Construct, id: string, props: BatchInferenceProps) {
    super(scope, id);
    const { config, handlers, storage, alerts, deadLetters } = props;
    this.steps = handlers.addAll(batchSteps);
    this.workflow = new AslStateMachine(this, 'Workflow', {
      definition: 'batch.asl.json',
      handlers: this.steps,
      topics: { Alert: alerts },
      logDays: config.retention.logDays,
    });
    const { stateMachine } = this.workflow;
    allowDistributedMap(stateMachine, { bucket: storage.artifacts, pattern: '*/batch/runs/*', key: storage.key });

    this.start = handlers.add('StartBatch', startBatch, { BATCH_STATE_MACHINE_ARN: stateMachine.stateMachineArn });
    stateMachine.grantStartExecution(this.start.role);
    this.status = handlers.add('BatchStatus', batchStatus);
    new ScheduleRule(this, 'Nightly', {
      description: 'Driftloop: nightly batch inference',
      schedule: config.batchSchedule,
      handler: this.start.lambda,
      deadLetters,
    });
  }
}
