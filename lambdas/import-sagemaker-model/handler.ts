import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { recordUse } from '#lambdas/shared/record-use.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { keepModel, type Trainer } from '#lambdas/train/keep-model.ts';
import { readToFit } from '#lambdas/train/read-to-fit.ts';
import { s3Uri } from '#src/contracts/artifact-keys.ts';
import { SAGEMAKER_INSTANCES } from '#src/contracts/settings/compute.ts';
import {
  ImportSagemakerModelInput,
  ImportSagemakerModelOutput,
  type TrainingJob,
} from '#src/contracts/steps/import-sagemaker-model.ts';
import { IntegrityError } from '#src/errors.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { fitPrepared } from '#src/train/fit-project.ts';
import { CONTAINER } from '#src/train/sagemaker/container.ts';
import { readModelArchive } from '#src/train/sagemaker/read-model-archive.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';
import { importXgBoostModel } from '#src/train/xgboost/import-model.ts';

/** Makes of what a training job left what Train makes of what it trains itself. */
export const importSagemakerModel = defineStep({
  name: 'ImportSagemakerModel',
  input: ImportSagemakerModelInput,
  output: ImportSagemakerModelOutput,
  async run({ job, ...input }, dependencies) {
    const { artifacts, runs } = dependencies;
    const model = readModelArchive(await readArchive(job, artifacts));
    const { project, table, prepared } = await readToFit(input, artifacts);
    const fitted = await fitPrepared(prepared, table, project, {
      ...{ baseline: true, permutation: true },
      trained: (data) => importXgBoostModel(model, data, project.training),
    });
    const kept = await keepModel(input, { project, table, fitted, trainer: trainerOf(job) }, dependencies);
    const { instance, seconds, billedSeconds } = job;
    if (seconds !== undefined) {
      const use = {
        seconds,
        instance,
        processor: 'x64' as const,
        ...(billedSeconds !== undefined && { billedSeconds }),
      };
      await recordUse(runs, input.run, 'TrainOnSageMaker', use);
    }
    return kept;
  },
});

async function readArchive({ model }: TrainingJob, artifacts: ArtifactStore): Promise<Uint8Array> {
  const key = model.slice(model.indexOf('/', 's3://'.length) + 1);
  const stored = await artifacts.head('artifacts', key);
  if (s3Uri(stored) !== model)
    throw new IntegrityError(`the training job left its model in ${model}, not in ${s3Uri(stored)}`);
  return artifacts.read(await artifacts.identify(stored));
}

/** What SageMaker tells of the machine; of the processor it tells no more. */
function trainerOf({ instance }: TrainingJob): Trainer {
  const { processors = 1, memoryGb = 1 } = SAGEMAKER_INSTANCES.get(instance) ?? {};
  const { libraries } = trainingEnvironment('xgboost');
  return {
    libraries: { ...libraries, xgboost: CONTAINER },
    platform: 'linux-x64',
    machine: { processor: instance, cpus: processors, memoryMb: memoryGb * 1024 },
  };
}

export const handler = lambdaHandler(importSagemakerModel);
