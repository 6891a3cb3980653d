import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { deliverOrKeep } from './delivery.ts';

export interface FailedExecutionRuleProps {
  readonly stateMachine: IStateMachine;
  readonly handler: IFunction;
  readonly deadLetters: IQueue;
}

/**
 * The back-stop of a workflow's own Catch: a payload over the limit, a time-out of the whole execution or an abort
 * ends it without passing any Catch. `handler` settles the run and tells people.
 */
export class FailedExecutionRule extends Construct {
  constructor(scope: Construct, id: string, { stateMachine, handler, deadLetters }: FailedExecutionRuleProps) {
    super(scope, id);
    new Rule(this, 'Resource', {
      description: 'Driftloop: an execution did not succeed',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [stateMachine.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      targets: [new LambdaFunction(handler, deliverOrKeep(deadLetters))],
    });
  }
}
