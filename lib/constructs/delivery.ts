import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** How EventBridge hands an event over: tried for a day, then kept for a person. */
export const deliverOrKeep = (deadLetterQueue: IQueue) => ({
  deadLetterQueue,
  maxEventAge: Duration.hours(24),
  retryAttempts: 185,
});
