import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { acknowledgeObjects, acknowledgeWildcard } from './acknowledge-wildcard.ts';

export interface MapItems {
  readonly bucket: IBucket;
  /** Keys of the lists that the map reads. */
  readonly pattern: string;
  readonly key: IKey;
}

/** What a distributed map does besides its states: it reads its list and runs children of its own state machine. */
export function allowDistributedMap(stateMachine: StateMachine, { bucket, pattern, key }: MapItems): void {
  const executions = executionArn(stateMachine, ':*');
  const mapRuns = executionArn(stateMachine, '/*:*');
  // A policy apart: the role's own one is created before the state machine and cannot name it.
  const policy = new Policy(stateMachine, 'DistributedMap', {
    statements: [
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }),
      new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [executions] }),
      new PolicyStatement({ actions: ['states:RedriveExecution'], resources: [mapRuns] }),
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(pattern)] }),
      new PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] }),
    ],
  });
  policy.attachToRole(stateMachine.role);
  acknowledgeObjects(policy, bucket, pattern);
  for (const arn of [executions, mapRuns]) {
    acknowledgeWildcard(policy, arn, 'Child executions are named at run time; these are of this workflow only.');
  }
}

const executionArn = (stateMachine: StateMachine, which: string): string =>
  Stack.of(stateMachine).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${stateMachine.stateMachineName}${which}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
