import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { stackName } from '#src/aws/deployment.ts';
import { readCdkJson, resourcesOf, STACKS, templates } from './synthesize.ts';

const outputsOf = (env: string) =>
  STACKS.flatMap((part) =>
    Object.keys(templates(env)[part].findOutputs('*')).filter((key) => !key.startsWith('Exports')),
  );

describe('the app', () => {
  it('names its stacks as the CLI looks for them', () => {
    expect(STACKS.map((part) => stackName('dev', part))).toEqual(STACKS.map((part) => `driftloop-dev-${part}`));
  });

  it('prints where everything is', () => {
    expect(outputsOf('dev')).toEqual(
      expect.arrayContaining([
        'DataBucketName',
        'ArtifactsBucketName',
        'CaptureBucketName',
        'AlertTopicArn',
        'RegistryTableName',
        'RunsTableName',
        'TrainingStateMachineArn',
        'BatchStateMachineArn',
        'ApiUrl',
        'RestApiId',
        'ApiStageName',
        'DefaultApiKeyId',
        'UsagePlanId',
        'DashboardUrl',
      ]),
    );
  });

  it('gives nothing a name that two environments could fight over', () => {
    const named = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::Lambda::Function', 'AWS::SNS::Topic'].flatMap(
      (type) =>
        resourcesOf('dev', type).filter(([, { Properties }]) =>
          Object.keys(Properties).some((key) => /^(Bucket|Table|Function|Topic)Name$/.test(key)),
        ),
    );
    expect(named).toEqual([]);
  });

  it('says of everything what it belongs to', () => {
    const [, bucket] = resourcesOf('prod', 'AWS::S3::Bucket')[0] ?? [];
    expect(bucket?.Properties['Tags']).toEqual(
      expect.arrayContaining([
        { Key: 'application', Value: 'driftloop' },
        { Key: 'environment', Value: 'prod' },
      ]),
    );
  });
});

describe('cdk.json', () => {
  it('follows every recommendation of the library but one', () => {
    const file = 'node_modules/aws-cdk-lib/recommended-feature-flags.json';
    const recommended = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
    // Strong: a stack that others still read from cannot be deleted under them.
    expect(readCdkJson().context).toEqual({ ...recommended, '@aws-cdk/core:defaultCrossStackReferences': 'strong' });
  });
});
