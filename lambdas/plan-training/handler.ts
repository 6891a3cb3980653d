import { readJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { fargateSize } from '#src/contracts/settings/compute.ts';
import { PlanTrainingInput, PlanTrainingOutput } from '#src/contracts/steps/plan-training.ts';
import { TrainingMachineError } from '#src/errors.ts';
import { estimateTraining } from '#src/train/estimate-training.ts';
import { FARGATE_SECONDS, requireRoom } from '#src/train/require-room.ts';
import { largestTraining, requireTrialRoom } from '#src/tune/require-trial-room.ts';
import { type TrainingMachines, trainingMachines } from './machines.ts';

/** Decides where to train, and refuses beforehand what that machine could not finish. */
export const planTraining = (machines: () => TrainingMachines) =>
  defineStep({
    name: 'PlanTraining',
    input: PlanTrainingInput,
    output: PlanTrainingOutput,
    async run({ run, projectFile, rows, shape }, { artifacts }) {
      const { lambda, fargate, artifactsBucket } = machines();
      const { training } = await readJson(artifacts, projectFile, ProjectFile);
      const data = { rows: rows.train + rows.test, ...shape };
      requireTrialRoom(training, data, { name: 'its function', ...lambda });
      const estimate = estimateTraining(data, largestTraining(training, data));
      const size = fargateSize(training.compute);
      if (!size) {
        requireRoom(estimate, { name: 'the training function', ...lambda });
        return { on: 'lambda' as const };
      }
      if (!fargate) {
        throw new TrainingMachineError(
          'training.compute is fargate-spot, but this environment was deployed without: deploy it with -c bigTraining=true',
        );
      }
      const memoryMb = size.memoryGb * 1024;
      requireRoom(estimate, { name: `a task of ${size.memoryGb} GB`, memoryMb, seconds: FARGATE_SECONDS });
      const ecs = { cpu: String(size.cpu * 1024), memory: String(memoryMb) };
      const output = { bucket: artifactsBucket, key: stepKey(run, 'train', 'output.json') };
      return { on: size.on, ...fargate, ...ecs, output };
    },
  });

export const handler = lambdaHandler(planTraining(() => trainingMachines(process.env)));
