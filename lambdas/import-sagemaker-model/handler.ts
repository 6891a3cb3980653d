import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { readToFit } from '#lambdas/shared/read-to-fit.ts';
import { recordUse } from '#lambdas/shared/record-use.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { keepModel, type Trainer } from '#lambdas/train/keep-model.ts';
import { s3Uri } from '#src/contracts/artifact-keys.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { instanceSize } from '#src/contracts/settings/compute.ts';
import {
  ImportSagemakerModelInput,
  ImportSagemakerModelOutput,
  type TrainingJob,
} from '#src/contracts/steps/import-sagemaker-model.ts';
import { IntegrityError } from '#src/errors.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import type { RunTracker } from '#src/ports/run-tracker.ts';
import { profileTable } from '#src/tabular/profile.ts';
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
    const archive = await archiveOf(job, artifacts);
    const model = readModelArchive(await artifacts.read(archive));
    const { project, table, prepared } = await readToFit(input, artifacts);
    const fitted = await fitPrepared(prepared, table, project, {
      ...{ baseline: true, permutation: true },
      trained: (data) => importXgBoostModel(model, data, project.training),
    });
    const trainer = trainerOf(job, archive);
    const profile = profileTable(table, project.columns);
    const kept = await keepModel(input, { project, profile, fitted, trainer }, dependencies);
    await recordJob(runs, input.run, job);
    return kept;
  },
});

async function archiveOf({ model }: TrainingJob, artifacts: ArtifactStore): Promise<ObjectRef> {
  const key = model.slice(model.indexOf('/', 's3://'.length) + 1);
  const stored = await artifacts.head('artifacts', key);
  if (s3Uri(stored) === model) return artifacts.identify(stored);
  throw new IntegrityError(`the training job left its model in ${model}, not in ${s3Uri(stored)}`);
}

async function recordJob(
  runs: RunTracker,
  run: RunContext,
  { seconds, billedSeconds, instance }: TrainingJob,
): Promise<void> {
  if (seconds === undefined) return;
  const billed = billedSeconds === undefined ? {} : { billedSeconds };
  await recordUse(runs, run, 'TrainOnSageMaker', { seconds, ...billed, instance, processor: 'x64' });
}

/** What SageMaker tells of the machine; of the processor it tells no more. */
function trainerOf({ name, instance }: TrainingJob, model: ObjectRef): Trainer {
  const { processors, memoryGb } = instanceSize(instance);
  const { libraries } = trainingEnvironment('xgboost');
  return {
    libraries: { ...libraries, xgboost: CONTAINER },
    platform: 'linux-x64',
    trainingJob: { name, image: CONTAINER, model },
    machine: { processor: instance, cpus: processors, memoryMb: memoryGb * 1024 },
  };
}

export const handler = lambdaHandler(importSagemakerModel);
