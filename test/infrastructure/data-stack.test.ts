import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf, templates } from './synthesize.ts';

const { data } = templates('dev');
const stores = ['Data', 'Artifacts', 'Capture'];

describe.each(stores)('the %s bucket', (name) => {
  const [id = '', bucket] =
    Object.entries(data.findResources('AWS::S3::Bucket')).find(
      ([key]) => key.startsWith(name) && !key.startsWith('Access'),
    ) ?? [];

  it('keeps versions, encrypted with our key', () => {
    expect(bucket?.['Properties']).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
            },
          },
        ],
      },
    });
  });

  it('is closed to the public and logs who reads it', () => {
    expect(bucket?.['Properties']).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LoggingConfiguration: { DestinationBucketName: { Ref: expect.stringMatching(/^AccessLogs/) } },
    });
  });

  it('tells EventBridge about its objects, without a custom resource', () => {
    expect(bucket?.['Properties']).toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
  });

  it('refuses plain HTTP', () => {
    data.hasResourceProperties('AWS::S3::BucketPolicy', {
      Bucket: { Ref: id },
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  it('lets replaced versions and unfinished uploads expire', () => {
    expect(bucket?.['Properties']).toMatchObject({
      LifecycleConfiguration: {
        Rules: [
          {
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    });
  });
});

describe('the data stack', () => {
  it('rotates its key, and lets alarms use it', () => {
    data.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          }),
        ]),
      },
    });
  });

  it('encrypts the alert topic, and admits this account’s alarms over TLS only', () => {
    data.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    data.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  it('keeps captures for as long as the environment says, and data until it is deleted', () => {
    const expirations = resourcesOf('prod', 'AWS::S3::Bucket').map(([id, { Properties }]) => [
      id.replace(/^data\/([A-Z][a-z]+).*/, '$1'),
      JSON.stringify(Properties).match(/"ExpirationInDays":(\d+)/)?.[1],
    ]);
    expect(Object.fromEntries(expirations)).toEqual({
      Access: '365',
      Data: undefined,
      Artifacts: undefined,
      Capture: '365',
    });
  });

  it('outlives its stack in prod and leaves nothing behind in dev', () => {
    const policies = (env: string) =>
      ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::DynamoDB::Table'].flatMap((type) =>
        resourcesOf(env, type).map(([, resource]) => resource['DeletionPolicy']),
      );
    expect(new Set(policies('prod'))).toEqual(new Set(['Retain']));
    expect(new Set(policies('dev'))).toEqual(new Set(['Delete']));
  });
});
