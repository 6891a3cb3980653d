import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { resourcesOf, STACKS, templates } from './synthesize.ts';

const many = <T extends z.ZodType>(item: T) => z.union([item, z.array(item)]).transform((value) => [value].flat());
const Statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: many(z.string()).default([]),
  Resource: many(z.unknown()).default([]),
});
const Document = z.object({ Statement: z.array(Statement) });
const Role = z.object({ AssumeRolePolicyDocument: z.unknown(), ManagedPolicyArns: z.array(z.unknown()).default([]) });

/** Actions that AWS offers for no resource in particular. */
const WITHOUT_RESOURCE = [
  /^xray:(PutTraceSegments|PutTelemetryRecords|GetSamplingRules|GetSamplingTargets)$/,
  /^logs:\w+LogDeliver(y|ies)$/,
  /^ecr:GetAuthorizationToken$/,
  /^logs:(PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)$/,
];

/** Wildcards inside a resource name: areas of a bucket, and the executions of one workflow. */
const NAMED_AREAS = [
  /^<\S*(Data|Artifacts)\w+>\/\*\/(raw|merged|features|quarantine|runs|sketches|batch)\/[\w*/-]+$/,
  /^arn:\S*:execution:<(BatchWorkflow|Training)\w+\.Name>(:\*|\/\*:\*)$/,
  /^arn:\S*:task\/<TrainingTaskCluster\w+>\/\*$/,
  /^arn:\S*:training-job\/driftloop-\*$/,
  /^arn:\S*:log-group:\/aws\/sagemaker\/TrainingJobs:\*$/,
  /^arn:\S*:ecr:\S*:\*:repository\/sagemaker-xgboost$/,
];

const flatten = (resource: unknown): string =>
  typeof resource === 'string'
    ? resource
    : JSON.stringify(resource, (_, value) => {
        if (value?.Ref) return `<${value.Ref}>`;
        if (value?.['Fn::GetAtt']) return `<${value['Fn::GetAtt'].join('.')}>`;
        if (value?.['Fn::ImportValue']) return `<${value['Fn::ImportValue']}>`;
        if (value?.['Fn::Join']) return value['Fn::Join'][1].map(flatten).join('');
        return value;
      }).replace(/^"|"$/g, '');

const statements = (env: string) =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    resourcesOf(env, type).flatMap(([id, { Properties }]) =>
      Document.parse(Properties['PolicyDocument']).Statement.map((statement) => ({ id, ...statement })),
    ),
  );

describe.each(['dev', 'prod', 'local', 'dev+bigTraining'])('every policy of %s', (env) => {
  it('names its actions one by one', () => {
    const wildcards = statements(env).filter(({ Action }) => Action.some((action) => action.includes('*')));
    expect(wildcards).toEqual([]);
  });

  it('names its resources', () => {
    const open = statements(env)
      .filter(({ Resource }) => Resource.map(flatten).includes('*'))
      .filter(({ Action }) => !Action.every((action) => WITHOUT_RESOURCE.some((known) => known.test(action))));
    expect(open).toEqual([]);
  });

  it('uses a wildcard in a name only for an area of a bucket, the executions of a workflow, tasks and training jobs', () => {
    const names = statements(env).flatMap(({ Resource }) => Resource.map(flatten));
    const wild = [...new Set(names)].filter((name) => name !== '*' && name.includes('*'));
    expect(wild.filter((name) => !NAMED_AREAS.some((known) => known.test(name)))).toEqual([]);
    expect(wild.length).toBeGreaterThan(5);
  });

  it('allows, and never by exclusion', () => {
    for (const statement of statements(env)) {
      expect(statement).toMatchObject({ Effect: 'Allow' });
      expect(statement).not.toHaveProperty('NotAction');
      expect(statement).not.toHaveProperty('NotResource');
    }
  });

  it('is no managed one, but for the role that API Gateway asks the account for', () => {
    const managed = resourcesOf(env, 'AWS::IAM::Role')
      .filter(([, { Properties }]) => Role.parse(Properties).ManagedPolicyArns.length > 0)
      .map(([id]) => id);
    expect(managed).toEqual([expect.stringMatching(/^serving\/ApiCloudWatchRole/)]);
  });
});

describe('the policies of the functions', () => {
  const rightsOf = (name: string) =>
    statements('dev')
      .filter(({ id }) => new RegExp(`Handlers${name}Role`).test(id))
      .flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${Resource.map(flatten).join(' ')}`));

  it('let no training step but Register write to the registry', () => {
    const writers = ['DetectNewVersion', 'ValidateData', 'Train', 'Gate', 'Register', 'PushMetrics'].filter((name) =>
      rightsOf(name).some((right) => /^dynamodb:PutItem .*Registry/.test(right)),
    );
    expect(writers).toEqual(['Register']);
  });

  it('let a step write under its own name only', () => {
    const writes = rightsOf('Gate').filter((right) => right.startsWith('s3:PutObject'));
    expect(writes).toEqual([expect.stringMatching(/\/\*\/runs\/\*\/gate\/\*$/)]);
  });

  it('let the function behind the API read models and nothing else', () => {
    const rights = rightsOf('Predict').filter((right) => /^(s3|dynamodb|states|sns)/.test(right));
    expect(rights.map((right) => right.split(' ')[0])).toEqual([
      's3:GetObject',
      's3:GetObjectVersion',
      'dynamodb:GetItem',
    ]);
  });
});

describe('the data stack', () => {
  it('needs no function of its own', () => {
    for (const part of STACKS) {
      expect(Object.keys(templates('dev')[part].findResources('Custom::S3BucketNotifications'))).toEqual([]);
    }
    templates('dev').data.resourceCountIs('AWS::Lambda::Function', 0);
  });
});
