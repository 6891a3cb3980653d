import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { JOB_PREFIX } from '#src/train/sagemaker/job-name.ts';
import { acknowledgeObjects, acknowledgeWildcard } from './acknowledge-wildcard.ts';
import type { Storage } from './storage.ts';

export interface SageMakerJobsProps {
  readonly storage: Storage;
}

const SAGEMAKER = 'sagemaker.amazonaws.com';
/** Rows to learn from, in the data bucket. */
const CHANNELS = '*/features/*';
/** Models and checkpoints, in the artifacts bucket. */
const RESULTS = '*/runs/*/sagemaker/*';

/** What training jobs of SageMaker's own XGBoost may do; there is nothing that costs until a workflow starts one. */
export class SageMakerJobs extends Construct {
  /** SageMakerJobs of PlanTraining as JSON, for the step that chooses the machine. */
  readonly description: string;
  private readonly storage: Storage;
  private readonly role: Role;

  constructor(scope: Construct, id: string, { storage }: SageMakerJobsProps) {
    super(scope, id);
    this.storage = storage;
    const { account, region } = Stack.of(this);
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal(SAGEMAKER, { conditions: { StringEquals: { 'aws:SourceAccount': account } } }),
    });
    this.allowData(storage.data, ['s3:GetObject'], CHANNELS);
    this.allowData(storage.artifacts, ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'], RESULTS);
    this.allowKey();
    this.allowLogs();
    this.allowImage();
    this.description = Stack.of(this).toJsonString({ role: this.role.roleArn, key: storage.key.keyArn, region });
  }

  private allowData(bucket: IBucket, actions: string[], pattern: string): void {
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [bucket.arnForObjects(pattern)] }));
    acknowledgeObjects(this.role, bucket, pattern);
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': pattern } },
      }),
    );
  }

  private allowKey(): void {
    const resources = [this.storage.key.keyArn];
    const actions = ['kms:Encrypt', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'];
    this.role.addToPolicy(new PolicyStatement({ actions, resources }));
    this.role.addToPolicy(this.grantForVolume());
  }

  /** The disk of the instance is encrypted by EC2, to which the key is lent. */
  private grantForVolume(): PolicyStatement {
    return new PolicyStatement({
      actions: ['kms:CreateGrant'],
      resources: [this.storage.key.keyArn],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  }

  private allowLogs(): void {
    const logs = Stack.of(this).formatArn({
      ...{ service: 'logs', resource: 'log-group', resourceName: '/aws/sagemaker/TrainingJobs:*' },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const actions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'];
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [logs] }));
    acknowledgeWildcard(this.role, logs, 'Log streams are named by SageMaker; the group is the one of training jobs.');
  }

  private allowImage(): void {
    const image = Stack.of(this).formatArn({ service: 'ecr', account: '*', resource: 'repository/sagemaker-xgboost' });
    const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [image] }));
    acknowledgeWildcard(this.role, image, 'Each region has another AWS account that keeps this one public image.');
    this.role.addToPolicy(new PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }));
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'A token for the registry is given for no resource in particular.',
    });
  }

  /** Lets a workflow start jobs of ours that have no network and are encrypted with our key, and wait for them. */
  allow(stateMachine: StateMachine): void {
    const { keyArn } = this.storage.key;
    const jobs = this.arnOf('sagemaker', 'training-job', `${JOB_PREFIX}*`);
    const statements = [
      new PolicyStatement({
        actions: ['sagemaker:CreateTrainingJob'],
        resources: [jobs],
        conditions: {
          Bool: { 'sagemaker:NetworkIsolation': 'true' },
          ArnEquals: { 'sagemaker:VolumeKmsKey': keyArn, 'sagemaker:OutputKmsKey': keyArn },
          'ForAllValues:StringLike': { 'sagemaker:InstanceTypes': 'ml.m5.*' },
        },
      }),
      new PolicyStatement({
        actions: ['sagemaker:AddTags', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
        resources: [jobs],
      }),
      new PolicyStatement({
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        // How .sync hears of the end.
        resources: [this.arnOf('events', 'rule', 'StepFunctionsGetEventsForSageMakerTrainingJobsRule')],
      }),
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [this.role.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': SAGEMAKER } },
      }),
      new PolicyStatement({ actions: ['kms:DescribeKey'], resources: [keyArn] }),
      this.grantForVolume(),
    ];
    const policy = new Policy(this, 'Workflow', { statements });
    policy.attachToRole(stateMachine.role);
    acknowledgeWildcard(policy, jobs, 'Jobs are named at run time; this is what the names of ours begin with.');
  }

  private arnOf(service: string, resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({ service, resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }
}
