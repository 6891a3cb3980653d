import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ImportSagemakerModelInput } from '#src/contracts/steps/import-sagemaker-model.ts';
import { PlanTrainingOutput } from '#src/contracts/steps/plan-training.ts';
import { TrainTaskOutput } from '#src/contracts/steps/train.ts';
import { WriteTrainingChannelOutput } from '#src/contracts/steps/write-training-channel.ts';
import { deployedCloud } from '#test/support/deployed-cloud.ts';
import { argumentsOf, deployedWorkflow, type Mocked, withoutMocks } from '#test/support/mocked-workflow.ts';

let workflow: Awaited<ReturnType<typeof deployedWorkflow>>;
beforeAll(async () => {
  const { cloud } = await deployedCloud();
  workflow = await deployedWorkflow(cloud.deployment.TrainingStateMachineArn);
});
afterAll(withoutMocks);

const run = { team: 'demo', project: 'wine', version: 'v1', runId: 'wine-v1-0' };
const ref = (key: string) => ({ bucket: 'buckets', key, versionId: '1', sha256: 'a'.repeat(64), bytes: 1 });
const returns = (value: unknown): Mocked => ({ Return: value });
const fails = (error: string, cause: string): Mocked => ({ Throw: { Error: error, Cause: cause } });
const trained = { manifest: ref('manifest.json'), metrics: { accuracy: 0.9 } };

const upToTraining = {
  DetectNewVersion: returns({ status: 'new', files: ref('files.json'), projectFile: ref('p.json'), baseline: null }),
  ValidateData: returns({ data: ref('data.parquet'), rows: 100 }),
  Featurize: returns({ plan: ref('plan.json'), features: ref('features.parquet'), rows: {}, shape: {}, trials: 0 }),
};
const input = { run, fingerprint: 'f'.repeat(64) };
const given = {
  run,
  projectFile: ref('p.json'),
  data: ref('data.parquet'),
  plan: ref('plan.json'),
  features: ref('features.parquet'),
  files: ref('files.json'),
  baseline: null,
};

const argumentsWith = (lookAt: string, mocks: Readonly<Record<string, Mocked>>) =>
  argumentsOf(lookAt, workflow, { ...upToTraining, ...mocks }, input);

describe('a training on Fargate Spot, its services mocked', () => {
  const machine: z.input<typeof PlanTrainingOutput> = {
    on: 'fargate-spot',
    ...{ cluster: 'cluster', taskDefinition: 'definition', container: 'train' },
    ...{ subnets: ['subnet-1'], securityGroups: ['sg-1'], cpu: '2048', memory: '16384' },
    output: { bucket: 'artifacts', key: 'output.json' },
  };
  const planned = { PlanTraining: returns(PlanTrainingOutput.parse(machine)) };
  const answer = (output: z.input<typeof TrainTaskOutput>) =>
    returns({ Body: JSON.stringify(TrainTaskOutput.parse(output)) });

  it('asks for a task of that size with the input of the Train function', async () => {
    const asked = z
      .looseObject({ Overrides: z.looseObject({ ContainerOverrides: z.array(z.looseObject({})) }) })
      .parse(await argumentsWith('TrainOnFargate', planned));
    expect(asked).toMatchObject({
      Cluster: 'cluster',
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }],
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] } },
      Overrides: { Cpu: '2048', Memory: '16384' },
    });
    const { Environment } = z
      .looseObject({ Environment: z.array(z.object({ Name: z.string(), Value: z.string() })) })
      .parse(asked.Overrides.ContainerOverrides[0]);
    const variables = Object.fromEntries(Environment.map(({ Name, Value }) => [Name, Value]));
    expect(JSON.parse(variables['TRAIN_INPUT'] ?? '')).toEqual(given);
    expect(variables).toMatchObject({ TASK_CPU: '2048', TASK_MEMORY: '16384' });
  });

  it('judges the model that the task answers with', async () => {
    const mocks = { ...planned, TrainOnFargate: returns({}), ReadTraining: answer({ trained, error: null }) };
    expect(await argumentsWith('Gate', mocks)).toMatchObject({ run, manifest: trained.manifest });
  });

  it('fails with the error that the task answers with', async () => {
    const error = { name: 'UntrainableDataError', message: 'the target is constant' };
    const mocks = { ...planned, TrainOnFargate: returns({}), ReadTraining: answer({ trained: null, error }) };
    expect(await argumentsWith('RecordFailure', mocks)).toMatchObject({ run, outcome: 'failed', error });
  });

  it('fails when no attempt gives an answer', async () => {
    const mocks = { ...planned, TrainOnFargate: fails('States.TaskFailed', '{"StoppedReason":"Spot"}') };
    const error = { name: 'States.TaskFailed', message: expect.stringMatching(/without an answer.*"Spot"/) };
    expect(await argumentsWith('RecordFailure', mocks)).toMatchObject({ outcome: 'failed', error });
  });
});

describe('a training job of SageMaker, its services mocked', () => {
  const machine: z.input<typeof PlanTrainingOutput> = {
    on: 'sagemaker',
    ...{ role: 'arn:role', key: 'arn:key', image: 'registry/sagemaker-xgboost:3.0-5' },
    ...{ instance: 'ml.m5.xlarge', volumeGb: 11, jobName: 'driftloop-wine-0', output: 's3://artifacts/jobs' },
  };
  const channel = (name: 'train' | 'validation') => ({
    ChannelName: name,
    ContentType: 'text/csv' as const,
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix' as const,
        S3Uri: `s3://data/${name}/`,
        S3DataDistributionType: 'FullyReplicated' as const,
      },
    },
  });
  const hyperParameters = { num_round: '100', objective: 'binary:logistic' };
  const planned = (inputDataConfig = [channel('train')]) => ({
    PlanTraining: returns(PlanTrainingOutput.parse(machine)),
    WriteTrainingChannel: returns(WriteTrainingChannelOutput.parse({ inputDataConfig, hyperParameters })),
  });
  const job = {
    TrainingJobName: 'driftloop-wine-0-0',
    TrainingJobStatus: 'Completed',
    SecondaryStatus: 'Completed',
    ModelArtifacts: { S3ModelArtifacts: 's3://artifacts/jobs/model/driftloop-wine-0-0/output/model.tar.gz' },
    TrainingTimeInSeconds: 300,
    BillableTimeInSeconds: 90,
  };

  it('is asked for as a managed spot job without a network, encrypted, with limits', async () => {
    expect(await argumentsWith('TrainOnSageMaker', planned())).toEqual({
      TrainingJobName: 'driftloop-wine-0-0',
      AlgorithmSpecification: { TrainingImage: 'registry/sagemaker-xgboost:3.0-5', TrainingInputMode: 'File' },
      RoleArn: 'arn:role',
      HyperParameters: hyperParameters,
      InputDataConfig: [channel('train')],
      OutputDataConfig: { S3OutputPath: 's3://artifacts/jobs/model', KmsKeyId: 'arn:key' },
      CheckpointConfig: { S3Uri: 's3://artifacts/jobs/checkpoints' },
      ResourceConfig: {
        InstanceType: 'ml.m5.xlarge',
        InstanceCount: 1,
        VolumeSizeInGB: 11,
        VolumeKmsKeyId: 'arn:key',
      },
      EnableNetworkIsolation: true,
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 7200, MaxWaitTimeInSeconds: 10_800 },
      RetryStrategy: { MaximumRetryAttempts: 2 },
      Tags: [
        { Key: 'team', Value: 'demo' },
        { Key: 'project', Value: 'wine' },
        { Key: 'run', Value: 'wine-v1-0' },
      ],
    });
    const both = [channel('train'), channel('validation')];
    expect(await argumentsWith('TrainOnSageMaker', planned(both))).toMatchObject({ InputDataConfig: both });
  });

  it('has its model taken in, with what it took', async () => {
    const taken = await argumentsWith('ImportSagemakerModel', { ...planned(), TrainOnSageMaker: returns(job) });
    expect(ImportSagemakerModelInput.parse(taken)).toEqual({
      ...given,
      job: {
        ...{ name: job.TrainingJobName, model: job.ModelArtifacts.S3ModelArtifacts, instance: 'ml.m5.xlarge' },
        ...{ seconds: 300, billedSeconds: 90 },
      },
    });
    const { TrainingTimeInSeconds, BillableTimeInSeconds, ...untimed } = job;
    const known = await argumentsWith('ImportSagemakerModel', { ...planned(), TrainOnSageMaker: returns(untimed) });
    expect(ImportSagemakerModelInput.parse(known).job).not.toHaveProperty('seconds');
  });

  it('is judged by the model that was taken in', async () => {
    const mocks = { ...planned(), TrainOnSageMaker: returns(job), ImportSagemakerModel: returns(trained) };
    expect(await argumentsWith('Gate', mocks)).toMatchObject({ run, manifest: trained.manifest });
  });

  const stopped = (SecondaryStatus: string) =>
    returns({ TrainingJobName: 'j', TrainingJobStatus: 'Stopped', SecondaryStatus });
  const failed = JSON.stringify({ TrainingJobStatus: 'Failed', FailureReason: 'AlgorithmError: no rows', Filler: 'x' });
  it.each([
    ['no spare capacity', stopped('MaxWaitTimeExceeded'), 'TrainingMachineError', /for want of spare ml\.m5\.xlarge/],
    [
      'no spare capacity, told as an error',
      fails('States.TaskFailed', '{"SecondaryStatus":"MaxWaitTimeExceeded"}'),
      'States.TaskFailed',
      /for want of spare ml\.m5\.xlarge.*fargate-spot$/,
    ],
    ['too long a training', stopped('MaxRuntimeExceeded'), 'TrainingMachineError', /stopped after 2 hours: set/],
    [
      'a failure',
      fails('States.TaskFailed', failed),
      'States.TaskFailed',
      /job failed \(.*\): AlgorithmError: no rows$/,
    ],
    [
      'a call that is refused every time',
      fails('SageMaker.AmazonSageMakerException', 'ResourceLimitExceeded: 0 instances'),
      'SageMaker.AmazonSageMakerException',
      /ResourceLimitExceeded: 0 instances$/,
    ],
  ])('tells of %s what to do', async (_, mocked, name, message) => {
    const recorded = await argumentsWith('RecordFailure', { ...planned(), TrainOnSageMaker: mocked });
    const error = { name, message: expect.stringMatching(message) };
    expect(recorded).toMatchObject({ run, outcome: 'failed', error });
  });
});
