import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface AlertTopicProps {
  readonly key: IKey;
  /** @default - nobody is subscribed; subscribe a chat or paging tool to the topic */
  readonly email?: string | undefined;
}

/** Everything that a person should know arrives here: alarms, quarantined data, failed runs. */
export class AlertTopic extends Construct {
  readonly topic: Topic;
  private readonly key: IKey;

  constructor(scope: Construct, id: string, { key, email }: AlertTopicProps) {
    super(scope, id);
    this.key = key;
    this.topic = new Topic(this, 'Resource', { masterKey: key, enforceSSL: true });
    this.admitAlarms();
    if (email !== undefined) {
      const deadLetters = new DeadLetterQueue(this, 'Undelivered');
      this.topic.addSubscription(new EmailSubscription(email, { deadLetterQueue: deadLetters.queue }));
    }
  }

  /** Narrower than the topic's own grant, which allows every data-key operation on the key. */
  grantPublish(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['sns:Publish'], resourceArns: [this.topic.topicArn] });
    Grant.addToPrincipal({ grantee, actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resourceArns: [this.key.keyArn] });
  }

  /** A topic policy of our own replaces SNS's default one, which had let the account's alarms in. */
  private admitAlarms(): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
