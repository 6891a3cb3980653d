import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, it } from 'vitest';
import { AlertTopic } from '#lib/constructs/alert-topic.ts';

const topicFor = (email?: string) => {
  const stack = new Stack();
  new AlertTopic(stack, 'Alerts', { key: new Key(stack, 'Key'), email });
  return Template.fromStack(stack);
};

describe('AlertTopic', () => {
  it('sends mail to the address, and keeps what cannot be delivered', () => {
    topicFor('ops@example.com').hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
      RedrivePolicy: { deadLetterTargetArn: Match.anyValue() },
    });
  });

  it('has no subscription without one', () => {
    topicFor().resourceCountIs('AWS::SNS::Subscription', 0);
  });
});
