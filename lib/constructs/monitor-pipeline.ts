import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { MonitoringFacade } from 'cdk-monitoring-constructs';
import { atOnce } from './alarm-timing.ts';
import type { HandlerFunction } from './handler-function.ts';

/** Executions of one workflow: every one that does not succeed is worth a look. */
export function monitorWorkflow(facade: MonitoringFacade, name: string, stateMachine: IStateMachine): void {
  facade.monitorStepFunction({
    stateMachine,
    humanReadableName: `Workflow: ${name}`,
    alarmFriendlyName: `${name}Workflow`,
    addFailedExecutionCountAlarm: { Critical: { maxErrorCount: 0, ...atOnce } },
    addTimedOutExecutionCountAlarm: { Critical: { maxErrorCount: 0, ...atOnce } },
    addAbortedExecutionCountAlarm: { Warning: { maxErrorCount: 0, ...atOnce } },
  });
}

/** Whatever lies in a dead-letter queue is something that would have been lost. */
export function monitorDeadLetters(facade: MonitoringFacade, name: string, queue: IQueue): void {
  facade.monitorSqsQueue({
    queue,
    humanReadableName: `Dead letters: ${name}`,
    alarmFriendlyName: `${name}DeadLetters`,
    addQueueMaxSizeAlarm: { Critical: { maxMessageCount: 0, ...atOnce } },
  });
}

/** Graphs only: a step that fails fails its execution, which alarms. */
export function monitorSteps(facade: MonitoringFacade, steps: Readonly<Record<string, HandlerFunction>>): void {
  for (const [name, { lambda }] of Object.entries(steps)) {
    facade.monitorLambdaFunction({ lambdaFunction: lambda, humanReadableName: name, alarmFriendlyName: name });
  }
}
