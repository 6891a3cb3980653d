import { readJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { type FargateSpot, instanceSize, machineOf, type SageMaker } from '#src/contracts/settings/compute.ts';
import { PlanTrainingInput, PlanTrainingOutput } from '#src/contracts/steps/plan-training.ts';
import { TrainingMachineError } from '#src/errors.ts';
import { estimateTraining, type TrainingEstimate, type TrainingSize } from '#src/train/estimate-training.ts';
import { FARGATE_SECONDS, requireRoom, SAGEMAKER_SECONDS } from '#src/train/require-room.ts';
import { containerImage } from '#src/train/sagemaker/container.ts';
import { jobName } from '#src/train/sagemaker/job-name.ts';
import { largestTraining, requireTrialRoom } from '#src/tune/require-trial-room.ts';
import { type TrainingMachines, trainingMachines } from './machines.ts';

/** Decides where to train, and refuses beforehand what that machine could not finish. */
export const planTraining = (machines: () => TrainingMachines) =>
  defineStep({
    name: 'PlanTraining',
    input: PlanTrainingInput,
    output: PlanTrainingOutput,
    async run({ run, projectFile, rows, shape }, { artifacts }) {
      const available = machines();
      const { lambda } = available;
      const { training } = await readJson(artifacts, projectFile, ProjectFile);
      const data = { rows: rows.train + rows.test, ...shape };
      requireTrialRoom(training, data, { name: 'its function', ...lambda });
      const estimate = estimateTraining(data, largestTraining(training, data));
      const machine = machineOf(training.compute);
      if (machine.on === 'lambda') {
        requireRoom(estimate, { name: 'the training function', ...lambda });
        return { on: machine.on };
      }
      if (machine.on === 'sagemaker') return sageMakerJob({ run, machine, estimate, data }, available);
      return fargateTask({ run, machine, estimate }, available);
    },
  });

interface Planned<M> {
  readonly run: RunContext;
  readonly machine: M;
  readonly estimate: TrainingEstimate;
}

function fargateTask({ run, machine, estimate }: Planned<FargateSpot>, { fargate, artifactsBucket }: TrainingMachines) {
  const { on, cpu, memoryGb } = machine;
  if (!fargate) throw notDeployed(on);
  const memoryMb = memoryGb * 1024;
  requireRoom(estimate, { name: `a task of ${memoryGb} GB`, memoryMb, seconds: FARGATE_SECONDS });
  const ecs = { cpu: String(cpu * 1024), memory: String(memoryMb) };
  const output = { bucket: artifactsBucket, key: stepKey(run, 'train', 'output.json') };
  return { on, ...fargate, ...ecs, output };
}

function sageMakerJob(
  { run, machine, estimate, data }: Planned<SageMaker> & { data: TrainingSize },
  { sageMaker, lambda, artifactsBucket }: TrainingMachines,
) {
  const { on, instance } = machine;
  if (!sageMaker) throw notDeployed(on);
  const { memoryGb, processors } = instanceSize(instance);
  const seconds = estimate.seconds / Math.max(1, processors / 2); // two threads are what the estimate is of
  requireRoom({ ...estimate, seconds }, { name: instance, memoryMb: memoryGb * 1024, seconds: SAGEMAKER_SECONDS });
  // It holds rows and trees as the training does, and grows none.
  const taken = { ...estimate, seconds: estimateTraining(data, NO_ROUNDS).seconds };
  requireRoom(taken, { name: 'the function that takes in its model', ...lambda });
  const { region, ...roles } = sageMaker;
  return {
    ...{ on, ...roles, instance, image: containerImage(region) },
    volumeGb: VOLUME_GB + Math.ceil((data.rows * (data.features + 2) * BYTES_PER_VALUE) / 2 ** 30),
    jobName: jobName(run),
    output: s3Uri({ bucket: artifactsBucket, key: stepKey(run, 'sagemaker', 'jobs') }),
  };
}

const NO_ROUNDS = { algorithm: 'xgboost', hyperparameters: { num_boost_round: 0 } } as const;
/** The container, the model and its checkpoints. */
const VOLUME_GB = 10;
/** In a CSV file, at most. */
const BYTES_PER_VALUE = 24;

const notDeployed = (on: string): TrainingMachineError =>
  new TrainingMachineError(
    `training.compute is ${on}, but this environment was deployed without: deploy it with -c bigTraining=true`,
  );

export const handler = lambdaHandler(planTraining(() => trainingMachines(process.env)));
