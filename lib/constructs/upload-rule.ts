import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deliverOrKeep } from './delivery.ts';

export interface UploadRuleProps {
  readonly bucket: IBucket;
  readonly handler: IFunction;
  readonly deadLetters: IQueue;
}

/** Tells `handler` about every object under `<team>/<project>/raw/`, and about no other. */
export class UploadRule extends Construct {
  constructor(scope: Construct, id: string, { bucket, handler, deadLetters }: UploadRuleProps) {
    super(scope, id);
    new Rule(this, 'Resource', {
      description: 'Driftloop: an object was uploaded under raw/',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: Match.wildcard('*/*/raw/*') } },
      },
      targets: [new LambdaFunction(handler, deliverOrKeep(deadLetters))],
    });
  }
}
