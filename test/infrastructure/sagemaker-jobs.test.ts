import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { JOB_PREFIX } from '#src/train/sagemaker/job-name.ts';
import { resourcesOf, templates } from './synthesize.ts';

const { pipeline } = templates('dev+bigTraining');
const ROLE = Match.stringLikeRegexp('^SageMakerJobsRole');
const KEY = { 'Fn::ImportValue': Match.stringLikeRegexp('Key') };
const endingWith = (end: string) => ({ 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(`${end}$`)])] });

describe('training jobs of SageMaker', () => {
  it('work with a role that only SageMaker takes on, and only for this account', () => {
    pipeline.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'sagemaker.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });

  it('read features, write below their run, log, and do nothing else', () => {
    const policies = resourcesOf('dev+bigTraining', 'AWS::IAM::Policy');
    const [, policy] = policies.find(([id]) => /SageMakerJobsRoleDefaultPolicy/.test(id)) ?? [];
    const statements = JSON.parse(JSON.stringify(policy?.Properties['PolicyDocument'])).Statement;
    const actions = statements.flatMap(({ Action }: { Action: string | string[] }) => Action);
    expect(new Set(actions.map((action: string) => action.split(':')[0]))).toEqual(
      new Set(['s3', 'kms', 'logs', 'ecr']),
    );
    expect(actions.filter((action: string) => action.startsWith('s3:')).sort()).toEqual([
      ...['s3:AbortMultipartUpload', 's3:GetObject', 's3:GetObject', 's3:ListBucket', 's3:ListBucket', 's3:PutObject'],
    ]);
    expect(JSON.stringify(policy)).toMatch(/\*\/features\/\*.*\*\/runs\/\*\/sagemaker\/\*/);
  });

  it('are started by the workflow alone: under our names, without a network, with our key', () => {
    pipeline.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^TrainingRole') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sagemaker:CreateTrainingJob',
            Resource: endingWith(`training-job/${JOB_PREFIX}\\*`),
            Condition: {
              Bool: { 'sagemaker:NetworkIsolation': 'true' },
              ArnEquals: { 'sagemaker:VolumeKmsKey': KEY, 'sagemaker:OutputKmsKey': KEY },
              'ForAllValues:StringLike': { 'sagemaker:InstanceTypes': 'ml.m5.*' },
            },
          }),
          Match.objectLike({
            Action: ['sagemaker:AddTags', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
            Resource: endingWith(`training-job/${JOB_PREFIX}\\*`),
          }),
          Match.objectLike({
            Action: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
            Resource: endingWith('rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule'),
          }),
          Match.objectLike({
            Action: 'iam:PassRole',
            Resource: { 'Fn::GetAtt': [ROLE, 'Arn'] },
            Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
          }),
        ]),
      },
    });
  });

  it('are told to the step that chooses the machine, in an environment with bigTraining only', () => {
    const variables = (env: string) => {
      const functions = resourcesOf(env, 'AWS::Lambda::Function').filter(([id]) => /HandlersPlanTraining/.test(id));
      return JSON.stringify(functions.map(([, { Properties }]) => Properties['Environment']));
    };
    expect(variables('dev+bigTraining')).toMatch(/SAGEMAKER_JOBS.*SageMakerJobsRole.*AWS::Region/);
    expect(variables('dev')).not.toContain('SAGEMAKER_JOBS');
    const roles = (env: string) => resourcesOf(env, 'AWS::IAM::Role').filter(([id]) => /SageMakerJobs/.test(id));
    expect([roles('dev+bigTraining').length, roles('dev').length]).toEqual([1, 0]);
  });
});
