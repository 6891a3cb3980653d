import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { resourcesOf, templates } from './synthesize.ts';

const { pipeline } = templates('dev');

describe('the pipeline stack', () => {
  it('starts runs for objects under raw/ of the data bucket', () => {
    pipeline.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [Match.anyValue()] }, object: { key: [{ wildcard: '*/*/raw/*' }] } },
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('StartRun'), 'Arn'] } })],
    });
  });

  it('hears of executions that did not succeed', () => {
    pipeline.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [{ Ref: Match.stringLikeRegexp('^Training') }],
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        },
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ExecutionFailed'), 'Arn'] } })],
    });
  });

  it('has the workflow in the template, logged and traced', () => {
    pipeline.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      DefinitionString: Match.serializedJson(Match.objectLike({ StartAt: 'DetectNewVersion' })),
      DefinitionSubstitutions: Match.objectLike({
        TrainFunctionArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('HandlersTrain'), 'Arn'] },
        AlertTopicArn: Match.anyValue(),
      }),
      LoggingConfiguration: Match.objectLike({ Level: 'ALL' }),
      TracingConfiguration: { Enabled: true },
    });
  });

  it('lets the workflow invoke its eighteen functions, and neither of the two that are outside it', () => {
    const [, policy] =
      Object.entries(pipeline.findResources('AWS::IAM::Policy')).find(([id]) => id.startsWith('TrainingRole')) ?? [];
    const named = [...JSON.stringify(policy).matchAll(/"Handlers(\w+?)[0-9A-F]{8}"/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(
      new Set([
        'DetectNewVersion',
        'ValidateData',
        'PlanDriftCheck',
        'DriftCheck',
        'SketchShard',
        'CompareSketches',
        'MergeDatasets',
        'Featurize',
        'PlanTuning',
        'RunTrial',
        'PlanTraining',
        'WriteTrainingChannel',
        'ImportSagemakerModel',
        'Train',
        'Gate',
        'Register',
        'PushMetrics',
        'RecordFailure',
      ]),
    );
  });
});

const Target = z.object({
  DeadLetterConfig: z.object({ Arn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }) }),
  RetryPolicy: z.object({ MaximumEventAgeInSeconds: z.literal(86_400), MaximumRetryAttempts: z.literal(185) }),
});

describe.each(['dev', 'prod'])('every rule of %s', (env) => {
  it('retries for a day, then keeps the event', () => {
    const rules = resourcesOf(env, 'AWS::Events::Rule');
    expect(rules).toHaveLength(3);
    for (const [, { Properties }] of rules) z.array(Target).min(1).parse(Properties['Targets']);
  });
});

describe('every queue', () => {
  it('is encrypted, keeps messages for two weeks, and refuses plain HTTP', () => {
    const queues = resourcesOf('dev', 'AWS::SQS::Queue');
    expect(queues).toHaveLength(2);
    for (const [, { Properties }] of queues) {
      expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
    }
    expect(JSON.stringify(resourcesOf('dev', 'AWS::SQS::QueuePolicy')).match(/aws:SecureTransport/g)).toHaveLength(2);
  });
});
