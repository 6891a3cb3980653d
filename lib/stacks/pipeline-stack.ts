import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { Stores } from '../constructs/access.ts';
import type { AlertTopic } from '../constructs/alert-topic.ts';
import { AslStateMachine } from '../constructs/asl-state-machine.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { allowDistributedMap } from '../constructs/distributed-map.ts';
import { FailedExecutionRule } from '../constructs/failed-execution-rule.ts';
import type { HandlerFunction } from '../constructs/handler-function.ts';
import { Handlers } from '../constructs/handlers.ts';
import { SageMakerJobs } from '../constructs/sagemaker-jobs.ts';
import { TrainingTask } from '../constructs/training-task.ts';
import { UploadRule } from '../constructs/upload-rule.ts';
import { executionFailed, pipelineSteps, planTraining, startRun } from '../pipeline-steps.ts';

export interface PipelineStackProps extends StackProps {
  readonly config: Config;
  readonly stores: Stores;
  readonly alerts: AlertTopic;
}

/** The loop: an upload starts the training workflow, whose every state is one function. */
export class PipelineStack extends Stack {
  readonly training: AslStateMachine;
  readonly steps: Readonly<Record<string, HandlerFunction>>;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { config, stores, alerts, ...props }: PipelineStackProps) {
    super(scope, id, props);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters');
    const deadLetters = this.deadLetters.queue;
    const handlers = new Handlers(this, 'Handlers', { config, stores, deadLetters });
    const tasks = config.bigTraining ? new TrainingTask(this, 'TrainingTask', { config, stores, handlers }) : undefined;
    const jobs = config.bigTraining ? new SageMakerJobs(this, 'SageMakerJobs', stores) : undefined;
    const { memoryMb, timeoutSeconds } = config.functions.train;
    const machines = {
      TRAIN_MEMORY_MB: String(memoryMb),
      TRAIN_TIMEOUT_SECONDS: String(timeoutSeconds),
      ...(tasks && { FARGATE_TASKS: tasks.description }),
      ...(jobs && { SAGEMAKER_JOBS: jobs.description }),
    };
    const PlanTraining = handlers.add('PlanTraining', planTraining, machines);
    this.steps = { ...handlers.addAll(pipelineSteps), PlanTraining };
    this.training = new AslStateMachine(this, 'Training', {
      definition: 'training.asl.json',
      handlers: this.steps,
      topics: { Alert: alerts },
      logDays: config.retention.logDays,
    });
    const { stateMachine } = this.training;
    const { artifacts, key } = stores.storage;
    allowDistributedMap(stateMachine, { bucket: artifacts, pattern: '*/runs/*/plan-drift-check/*', key });

    tasks?.allow(stateMachine);
    jobs?.allow(stateMachine);

    const start = handlers.add('StartRun', startRun, { TRAINING_STATE_MACHINE_ARN: stateMachine.stateMachineArn });
    stateMachine.grantStartExecution(start.role);
    new UploadRule(this, 'Uploads', { bucket: stores.storage.data, handler: start.lambda, deadLetters });

    const failed = handlers.add('ExecutionFailed', executionFailed, { ALERT_TOPIC_ARN: alerts.topic.topicArn });
    alerts.grantPublish(failed.role);
    new FailedExecutionRule(this, 'FailedExecutions', { stateMachine, handler: failed.lambda, deadLetters });

    new CfnOutput(this, 'TrainingStateMachineArn', { value: stateMachine.stateMachineArn });
  }
}
