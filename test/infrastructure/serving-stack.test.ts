import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { predictRequestForms } from '#src/contracts/predict-request.ts';
import { resourcesOf, templates } from './synthesize.ts';

const { serving } = templates('dev');

const Method = z.looseObject({
  HttpMethod: z.string(),
  ApiKeyRequired: z.boolean(),
  RequestValidatorId: z.object({ Ref: z.string() }),
  ResourceId: z.object({ Ref: z.string() }),
  RequestParameters: z.record(z.string(), z.boolean()).default({}),
});

const methods = resourcesOf('dev', 'AWS::ApiGateway::Method').map(([, { Properties }]) => Method.parse(Properties));

describe('the API', () => {
  it('has these methods', () => {
    const resources = serving.findResources('AWS::ApiGateway::Resource');
    const path = (id: string): string => {
      const { ParentId, PathPart } = resources[id]?.['Properties'] ?? {};
      return PathPart ? `${path(ParentId.Ref ?? '')}/${PathPart}` : '';
    };
    expect(methods.map(({ HttpMethod, ResourceId }) => `${HttpMethod} ${path(ResourceId.Ref)}`).sort()).toEqual([
      'GET /projects/{project}/batch/{id}',
      'POST /predict',
      'POST /projects/{project}/batch',
      'POST /projects/{project}/predict',
    ]);
  });

  it('asks for a key at every one of them', () => {
    expect(methods.map(({ ApiKeyRequired }) => ApiKeyRequired)).toEqual(methods.map(() => true));
  });

  it('checks body and parameters of every request', () => {
    const validators = serving.findResources('AWS::ApiGateway::RequestValidator', {
      Properties: { ValidateRequestBody: true, ValidateRequestParameters: true },
    });
    const [validator] = Object.keys(validators);
    for (const { RequestValidatorId } of methods) expect(RequestValidatorId.Ref).toBe(validator);
    expect(methods.map(({ RequestParameters }) => Object.keys(RequestParameters)).sort()).toEqual([
      [],
      ['method.request.path.project'],
      ['method.request.path.project'],
      ['method.request.path.project', 'method.request.path.id'],
    ]);
  });

  it('takes an object for a prediction and leaves its fields to the handler, which can name them', () => {
    serving.hasResourceProperties('AWS::ApiGateway::Model', {
      ContentType: 'application/json',
      Schema: {
        $schema: 'http://json-schema.org/draft-04/schema#',
        type: 'object',
        title: 'PredictRequest',
        description: `exactly one of ${Object.keys(predictRequestForms).join(', ')}`,
      },
    });
  });

  it('is throttled, logged, traced and measured, without the bodies', () => {
    serving.hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'api',
      TracingEnabled: true,
      AccessLogSetting: {
        DestinationArn: Match.anyValue(),
        Format: Match.serializedJson(Match.objectLike({ apiKeyId: Match.anyValue() })),
      },
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          DataTraceEnabled: false,
          LoggingLevel: 'ERROR',
          MetricsEnabled: true,
          ThrottlingRateLimit: 100,
          ThrottlingBurstLimit: 200,
        },
      ],
    });
  });

  it('ends its execution log too, which API Gateway would keep for ever', () => {
    const groups = serving.findResources('AWS::Logs::LogGroup', {
      Properties: {
        RetentionInDays: 30,
        LogGroupName: { 'Fn::Join': ['', Match.arrayWith(['API-Gateway-Execution-Logs_'])] },
      },
    });
    const [group = ''] = Object.keys(groups);
    serving.hasResource('AWS::ApiGateway::Stage', { DependsOn: Match.arrayWith([group]) });
  });
});

describe('the usage plan', () => {
  it('limits one key by rate and by day, and has a key', () => {
    serving.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: { RateLimit: 50, BurstLimit: 100 },
      Quota: { Limit: 100_000, Period: 'DAY' },
      ApiStages: [{ ApiId: Match.anyValue(), Stage: Match.anyValue() }],
    });
    serving.resourceCountIs('AWS::ApiGateway::UsagePlanKey', 1);
    serving.hasResourceProperties('AWS::ApiGateway::ApiKey', { Enabled: true, Value: Match.absent() });
  });
});

describe('what the gateway refuses', () => {
  const Refusal = z.object({
    error: z.object({
      code: z.string().regex(/^[A-Z_]+$/),
      message: z.string().min(10),
      requestId: z.literal('$context.requestId'),
    }),
  });
  const refusals = resourcesOf('dev', 'AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => Properties);

  it('has the shape of every other error', () => {
    expect(refusals.length).toBeGreaterThanOrEqual(9);
    for (const { ResponseTemplates } of refusals) {
      const { 'application/json': body } = z.object({ 'application/json': z.string() }).parse(ResponseTemplates);
      Refusal.parse(JSON.parse(body));
    }
  });

  it('is told apart by its code', () => {
    const codes = Object.fromEntries(
      refusals.map(({ ResponseType, ResponseTemplates }) => [
        ResponseType,
        JSON.stringify(ResponseTemplates).match(/code\\":\\"(\w+)/)?.[1],
      ]),
    );
    expect(codes).toMatchObject({
      INVALID_API_KEY: 'FORBIDDEN',
      THROTTLED: 'TOO_MANY_REQUESTS',
      QUOTA_EXCEEDED: 'QUOTA_EXCEEDED',
      MISSING_AUTHENTICATION_TOKEN: 'NOT_FOUND',
    });
  });
});

describe('batch inference', () => {
  it('begins every night', () => {
    serving.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'cron(0 2 * * ? *)',
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('StartBatch'), 'Arn'] } })],
    });
  });

  it('may run and read exactly what its map needs', () => {
    serving.hasResourceProperties('AWS::IAM::Policy', {
      PolicyName: Match.stringLikeRegexp('DistributedMap'),
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: 'states:StartExecution',
            Resource: { Ref: Match.stringLikeRegexp('^BatchWorkflow') },
          }),
          Match.objectLike({ Action: ['states:DescribeExecution', 'states:StopExecution'] }),
          Match.objectLike({ Action: 'states:RedriveExecution' }),
          Match.objectLike({ Action: 's3:GetObject' }),
          Match.objectLike({ Action: 'kms:Decrypt' }),
        ],
      },
    });
  });
});
