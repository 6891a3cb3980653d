import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deliverOrKeep } from './delivery.ts';

export interface ScheduleRuleProps {
  readonly description: string;
  /** `cron(…)` in UTC, or `rate(…)`. */
  readonly schedule: string;
  readonly handler: IFunction;
  readonly deadLetters: IQueue;
}

/** Invokes a function at set times. */
export class ScheduleRule extends Construct {
  constructor(scope: Construct, id: string, { description, schedule, handler, deadLetters }: ScheduleRuleProps) {
    super(scope, id);
    new Rule(this, 'Resource', {
      description,
      schedule: Schedule.expression(schedule),
      targets: [new LambdaFunction(handler, deliverOrKeep(deadLetters))],
    });
  }
}
