import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type Model,
  type RequestValidator,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { ApiErrors } from './api-errors.ts';

const STAGE = 'api';

/** One line per request; which key it was, never the key itself. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    method: '$context.httpMethod',
    path: '$context.path',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    bytes: '$context.responseLength',
    apiKeyId: '$context.identity.apiKeyId',
    ip: '$context.identity.sourceIp',
    error: '$context.error.responseType',
  }),
);

export interface KeyedApiProps {
  readonly description: string;
  readonly config: Config;
}

/** A REST API in which every method needs an API key. */
export class KeyedApi extends Construct {
  readonly api: RestApi;
  private readonly validator: RequestValidator;

  constructor(scope: Construct, id: string, { description, config }: KeyedApiProps) {
    super(scope, id);
    const retention = { retention: config.retention.logDays, removalPolicy: RemovalPolicy.DESTROY };
    this.api = this.addApi(description, config, new LogGroup(this, 'AccessLog', retention));
    // API Gateway would make this group itself, and keep it for ever.
    const logGroupName = `API-Gateway-Execution-Logs_${this.api.restApiId}/${STAGE}`;
    this.api.deploymentStage.node.addDependency(new LogGroup(this, 'ExecutionLog', { ...retention, logGroupName }));
    this.validator = this.api.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    new ApiErrors(this, 'Errors', { api: this.api });
    this.acknowledgeFindings();
  }

  /**
   * Adds a method that `handler` answers.
   *
   * @param path - for example `/projects/{project}/predict`
   * @param body - what a JSON body must be at least; the handler looks at it closely, because it can say what is wrong
   */
  route(verb: 'GET' | 'POST', path: string, handler: IFunction, body?: Model): void {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [`method.request.path.${name}`, true]);
    const integration = new LambdaIntegration(handler, { allowTestInvoke: false });
    this.api.root.resourceForPath(path).addMethod(verb, integration, {
      apiKeyRequired: true,
      requestValidator: this.validator,
      requestParameters: Object.fromEntries(parameters),
      ...(body && { requestModels: { 'application/json': body } }),
    });
  }

  private addApi(description: string, { api: { stage } }: Config, accessLog: LogGroup): RestApi {
    return new RestApi(this, 'Resource', {
      description,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true, // without one in the account, a stage that logs cannot be deployed
      deployOptions: {
        stageName: STAGE,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: ACCESS_LOG_FORMAT,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false, // bodies are customers' data
        metricsEnabled: true,
        tracingEnabled: true,
        throttlingRateLimit: stage.requestsPerSecond,
        throttlingBurstLimit: stage.burst,
      },
    });
  }

  private acknowledgeFindings(): void {
    const keys =
      'Every method needs an API key, which the handler looks up by its SHA-256 to find the team it acts for.';
    Validations.of(this.api.root).acknowledge(
      { id: 'AwsSolutions-APIG4', reason: keys },
      { id: 'AwsSolutions-COG4', reason: keys },
    );
    Validations.of(this.api.deploymentStage).acknowledge({
      id: 'AwsSolutions-APIG3',
      reason: 'A web ACL costs money while idle; usage plans, body checks and the stage throttle guard the API.',
    });
    Validations.of(this.api.node.findChild('CloudWatchRole')).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      reason: 'The role is the account-wide one that API Gateway documents; its own managed policy keeps up with it.',
    });
  }
}
