import { join } from 'node:path';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { readToFit } from '#lambdas/shared/read-to-fit.ts';
import { withScratch } from '#lambdas/shared/scratch.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { channelKey, s3Uri } from '#src/contracts/artifact-keys.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { WriteTrainingChannelInput, WriteTrainingChannelOutput } from '#src/contracts/steps/write-training-channel.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { checkTraining } from '#src/train/check-training.ts';
import type { LabelledRows } from '#src/train/learner.ts';
import { checkContainer } from '#src/train/sagemaker/check-container.ts';
import { containerHyperparameters } from '#src/train/sagemaker/hyperparameters.ts';
import { type ChannelFile, channelFile } from '#src/train/sagemaker/write-channel.ts';
import { trainingSetOf } from '#src/train/training-set.ts';

type Channel = 'train' | 'validation';

/** Writes the rows that Train would learn from, and those it would stop by, for SageMaker's own XGBoost. */
export const writeTrainingChannel = defineStep({
  name: 'WriteTrainingChannel',
  input: WriteTrainingChannelInput,
  output: WriteTrainingChannelOutput,
  async run(input, { artifacts }) {
    const { project, table, prepared } = await readToFit(input, artifacts);
    const { training, task, target } = project;
    checkTraining(training, task, target);
    checkContainer(project); // tuning may have found what the container does not take
    const data = trainingSetOf(prepared, table, project);
    const file = channelFile(data.weights !== undefined);
    const keep = (name: Channel, rows: LabelledRows) => keepChannel({ run: input.run, name, rows, file }, artifacts);
    const inputDataConfig = [
      await keep('train', data),
      ...(data.validation ? [await keep('validation', data.validation)] : []),
    ];
    return { inputDataConfig, hyperParameters: containerHyperparameters(data, training) };
  },
});

interface ToKeep {
  readonly run: RunContext;
  readonly name: Channel;
  readonly rows: LabelledRows;
  readonly file: ChannelFile;
}

/** @returns what SageMaker is to be told of it: the folder, which holds this one file */
async function keepChannel({ run, name, rows, file }: ToKeep, artifacts: ArtifactStore) {
  const { contentType, extension, write } = file;
  const kept = await withScratch(async (folder) => {
    const path = join(folder, `rows${extension}`);
    await write(rows, path);
    return artifacts.upload('data', channelKey(run, name, `rows${extension}`), path, contentType);
  });
  return {
    ChannelName: name,
    ContentType: contentType,
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix' as const,
        S3Uri: s3Uri({ bucket: kept.bucket, key: channelKey(run, name, '') }),
        S3DataDistributionType: 'FullyReplicated' as const,
      },
    },
  };
}

export const handler = lambdaHandler(writeTrainingChannel);
