import { readFileSync } from 'node:fs';
import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { inRepository } from '../repository.ts';
import type { AlertTopic } from './alert-topic.ts';
import { bindPlaceholders } from './asl-placeholders.ts';
import type { HandlerFunction } from './handler-function.ts';

export interface AslStateMachineProps {
  /** File name in state-machines/. */
  readonly definition: string;
  /** The function behind each `${NameFunctionArn}` of the workflow, keyed by `Name`. */
  readonly handlers: Readonly<Record<string, HandlerFunction>>;
  /** The topic behind each `${NameTopicArn}`, keyed by `Name`. @default - none */
  readonly topics?: Readonly<Record<string, AlertTopic>>;
  readonly logDays: RetentionDays;
}

/** A workflow kept as an ASL file, which may do exactly what the file names. */
export class AslStateMachine extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { definition, handlers, topics = {}, logDays }: AslStateMachineProps) {
    super(scope, id);
    const file = inRepository('state-machines', definition);
    const text = readFileSync(file, 'utf8');
    this.stateMachine = new StateMachine(this, 'Resource', {
      definitionBody: DefinitionBody.fromString(text), // inline, so that template tests can read it
      definitionSubstitutions: bindPlaceholders(definition, text, {
        ...arns('FunctionArn', handlers, ({ lambda }) => lambda.functionArn),
        ...arns('TopicArn', topics, ({ topic }) => topic.topicArn),
      }),
      logs: {
        destination: new LogGroup(this, 'Logs', { retention: logDays, removalPolicy: RemovalPolicy.DESTROY }),
        level: LogLevel.ALL,
        includeExecutionData: true, // references only, never rows
      },
      tracingEnabled: true,
    });
    this.allowWhatTheFileNames(Object.values(handlers), Object.values(topics));
  }

  /** ASL text grants nothing by itself. */
  private allowWhatTheFileNames(handlers: HandlerFunction[], topics: AlertTopic[]): void {
    const invoke = { actions: ['lambda:InvokeFunction'], resources: handlers.map(({ lambda }) => lambda.functionArn) };
    this.stateMachine.addToRolePolicy(new PolicyStatement(invoke));
    for (const topic of topics) topic.grantPublish(this.stateMachine);
    Validations.of(this.stateMachine.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log delivery and X-Ray offer no resource to name; functions and topics are granted by ARN.',
    });
  }
}

const arns = <T>(suffix: string, resources: Readonly<Record<string, T>>, arn: (resource: T) => string) =>
  Object.fromEntries(Object.entries(resources).map(([name, resource]) => [`${name}${suffix}`, arn(resource)]));
