import { Duration, RemovalPolicy, Size, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type ILayerVersion, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config, FunctionSize } from '../config.ts';
import { handlerCode } from './handler-code.ts';

export interface HandlerFunctionProps {
  /** The folder of lambdas/ whose handler.ts it runs. */
  readonly step: string;
  readonly size: FunctionSize;
  readonly layers: readonly ILayerVersion[];
  readonly config: Config;
  /** Takes the events of asynchronous invocations that failed on every attempt. */
  readonly deadLetters: IQueue;
  readonly variables: Readonly<Record<string, string>>;
}

/** One Lambda function with a role and a log group of its own, which may do nothing but log and trace. */
export class HandlerFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, { step, size, config, ...props }: HandlerFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: config.retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = this.loggingRole(logGroup);
    this.lambda = new LambdaFunction(this, 'Resource', {
      description: `Driftloop: ${step}`,
      code: handlerCode(step),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: config.platform.endsWith('arm64') ? Architecture.ARM_64 : Architecture.X86_64,
      memorySize: size.memoryMb,
      timeout: Duration.seconds(size.timeoutSeconds),
      ephemeralStorageSize: Size.mebibytes(size.scratchMb),
      layers: [...props.layers],
      role: this.role,
      logGroup,
      tracing: Tracing.ACTIVE,
      deadLetterQueue: props.deadLetters,
      environment: { ...props.variables, POWERTOOLS_SERVICE_NAME: step },
    });
  }

  private loggingRole(logGroup: LogGroup): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray takes trace segments for no resource in particular; nothing else here is granted on *.',
    });
    return role;
  }
}
