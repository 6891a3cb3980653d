import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';

export const WriteTrainingChannelInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  data: ObjectRef,
  plan: ObjectRef,
  features: ObjectRef,
});

/** Rows for a training job, as SageMaker's CreateTrainingJob takes them. */
const InputDataConfig = z.object({
  ChannelName: z.enum(['train', 'validation']),
  ContentType: z.enum(['application/x-parquet', 'text/csv']),
  DataSource: z.object({
    S3DataSource: z.object({
      S3DataType: z.literal('S3Prefix'),
      S3Uri: z.string(),
      S3DataDistributionType: z.literal('FullyReplicated'),
    }),
  }),
});

export const WriteTrainingChannelOutput = z.object({
  inputDataConfig: z.array(InputDataConfig).min(1),
  /** By the container's names; all of them are texts. */
  hyperParameters: z.record(z.string(), z.string()),
});
