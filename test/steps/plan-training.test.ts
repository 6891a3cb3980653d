import { describe, expect, it } from 'vitest';
import { planTraining } from '#lambdas/plan-training/handler.ts';
import { trainingMachines } from '#lambdas/plan-training/machines.ts';
import { writeJson } from '#lambdas/shared/json-artifact.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { memoryDependencies } from '#test/support/memory-ports.ts';
import { projectOf } from '#test/support/projects.ts';

const tasks = {
  cluster: 'arn:aws:ecs:eu-central-1:1:cluster/c',
  taskDefinition: 'arn:aws:ecs:eu-central-1:1:task-definition/t:3',
  container: 'train',
  subnets: ['subnet-1', 'subnet-2'],
  securityGroups: ['sg-1'],
};
const variables = { ARTIFACTS_BUCKET: 'the-artifacts', TRAIN_MEMORY_MB: '3008', TRAIN_TIMEOUT_SECONDS: '900' };
const run = { team: 'demo', project: 'trial', version: 'v1', runId: 'trial-v1-0' };

async function planned(
  compute: unknown,
  trainingRows: number,
  environment: NodeJS.ProcessEnv = variables,
  training: object = {},
) {
  const dependencies = memoryDependencies();
  const project = projectOf({ training: { compute, ...training } });
  const projectFile = await writeJson(dependencies.artifacts, 'project.json', ProjectFile, project);
  const shape = { columns: 51, features: 50, classes: 2 };
  const input = { run, projectFile, rows: { train: trainingRows, test: 1000 }, shape };
  return runStep(
    planTraining(() => trainingMachines(environment)),
    input,
    dependencies,
  );
}

describe('planTraining', () => {
  it('leaves to the function what fits', async () => {
    expect(await planned('lambda', 100_000)).toEqual({ on: 'lambda' });
  });

  it('refuses beforehand what does not, with a machine that does', async () => {
    const refusal = {
      name: 'TrainingMachineError',
      message: expect.stringMatching(/set training\.compute to fargate-spot$/),
    };
    await expect(planned('lambda', 2_000_000)).rejects.toMatchObject(refusal);
  });

  const withTasks = { ...variables, FARGATE_TASKS: JSON.stringify(tasks) };

  it('gives a task the size that the project asks for', async () => {
    expect(await planned({ on: 'fargate-spot', cpu: 4, memoryGb: 24 }, 2_000_000, withTasks)).toEqual({
      on: 'fargate-spot',
      ...tasks,
      cpu: '4096',
      memory: '24576',
      output: { bucket: 'the-artifacts', key: 'demo/trial/runs/trial-v1-0/train/output.json' },
    });
  });

  it('refuses tuning beforehand whose trials would not fit, or whose largest model would not', async () => {
    const tune = { trials: 3, space: { num_iterations: { int: [100, 5000] } } };
    const large = { on: 'fargate-spot', cpu: 8, memoryGb: 60 };
    await expect(planned(large, 2_000_000, withTasks, { tune })).rejects.toThrow(/^a tuning trial, at the largest/);
    const folds = { crossValidation: { folds: 5 } };
    expect(await planned('lambda', 60_000, variables, folds)).toEqual({ on: 'lambda' });
    await expect(planned('lambda', 60_000, variables, { ...folds, tune })).rejects.toThrow(
      /^this training needs about/,
    );
  });

  const jobs = { role: 'arn:aws:iam::1:role/r', key: 'arn:aws:kms:eu-central-1:1:key/k', region: 'eu-central-1' };
  const withJobs = { ...variables, SAGEMAKER_JOBS: JSON.stringify(jobs) };
  const xgboost = { algorithm: 'xgboost' };

  it("gives a training job SageMaker's own XGBoost of the region, a name and a place for what it makes", async () => {
    expect(await planned('sagemaker', 200_000, withJobs, xgboost)).toEqual({
      on: 'sagemaker',
      role: jobs.role,
      key: jobs.key,
      image: '492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost:3.0-5',
      instance: 'ml.m5.xlarge',
      volumeGb: 11,
      jobName: expect.stringMatching(/^driftloop-trial-[0-9a-f]{16}$/),
      output: 's3://the-artifacts/demo/trial/runs/trial-v1-0/sagemaker/jobs',
    });
  });

  it('takes a job for what would take a function too long, but not for what its model would be too large for', async () => {
    const long = { ...xgboost, hyperparameters: { num_boost_round: 30_000, max_depth: 2 } };
    await expect(planned('lambda', 200_000, withJobs, long)).rejects.toThrow(/is stopped after 15 minutes/);
    expect(await planned({ on: 'sagemaker', instance: 'ml.m5.4xlarge' }, 200_000, withJobs, long)).toMatchObject({
      instance: 'ml.m5.4xlarge',
    });
    const many = planned({ on: 'sagemaker', instance: 'ml.m5.24xlarge' }, 2_000_000, withJobs, xgboost);
    await expect(many).rejects.toThrow(
      /the function that takes in its model has 2\.9 GB: set training\.compute to farg/,
    );
    await expect(planned('sagemaker', 1000, variables, xgboost)).rejects.toThrow(
      /is sagemaker, .* -c bigTraining=true/,
    );
  });

  it('refuses a task that is too small, or an environment without', async () => {
    const small = { on: 'fargate-spot', cpu: 1, memoryGb: 2 };
    await expect(planned(small, 2_000_000, withTasks)).rejects.toThrow(/a task of 2 GB has 2\.0 GB: set training/);
    await expect(planned('fargate-spot', 1000)).rejects.toThrow(/-c bigTraining=true/);
  });
});
