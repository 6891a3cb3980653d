import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface EncryptionKeyProps {
  /** Keeps the key when its stack is deleted: without it, everything it encrypted is lost. */
  readonly keep: boolean;
}

/** The one customer-managed key of an environment, rotated every year. */
export class EncryptionKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { keep }: EncryptionKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Resource', {
      description: 'Driftloop: data, models, captures, tables and alerts',
      enableKeyRotation: true,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsToTheEncryptedTopic', // alarms publish in CloudWatch's name, not in a role's
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'], // in a key policy, this key
      }),
    );
  }
}
