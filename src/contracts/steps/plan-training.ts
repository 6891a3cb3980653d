import { z } from 'zod';
import { ObjectRef } from '../object-ref.ts';
import { RunContext } from '../run.ts';
import { FeaturizeOutput } from './featurize.ts';

export const PlanTrainingInput = z.object({
  run: RunContext,
  projectFile: ObjectRef,
  rows: FeaturizeOutput.shape.rows,
  shape: FeaturizeOutput.shape.shape,
});

/** Where tasks run; made by the stack. */
export const FargateTasks = z.object({
  cluster: z.string(),
  taskDefinition: z.string(),
  /** The one container's name. */
  container: z.string(),
  subnets: z.array(z.string()).min(1),
  securityGroups: z.array(z.string()).min(1),
});
export type FargateTasks = z.infer<typeof FargateTasks>;

/** What training jobs need; made by the stack. */
export const SageMakerJobs = z.object({
  /** Arn of the role that jobs work with. */
  role: z.string(),
  /** Arn of the key that volume and model are encrypted with. */
  key: z.string(),
  region: z.string(),
});
export type SageMakerJobs = z.infer<typeof SageMakerJobs>;

export const PlanTrainingOutput = z.discriminatedUnion('on', [
  z.object({ on: z.literal('lambda') }),
  FargateTasks.extend({
    on: z.literal('fargate-spot'),
    /** As ECS takes them: units of 1/1024 processor, and MiB, in digits. */
    cpu: z.string(),
    memory: z.string(),
    /** Where the task leaves what the Train function would return: TrainTaskOutput. */
    output: z.object({ bucket: z.string(), key: z.string() }),
  }),
  z.object({
    on: z.literal('sagemaker'),
    role: z.string(),
    key: z.string(),
    image: z.string(),
    instance: z.string(),
    /** Of the instance's disk. */
    volumeGb: z.int().positive(),
    /** Without the numbers of redrive and attempt, which the workflow adds. */
    jobName: z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,56}$/),
    /** Where jobs leave what they make: an S3 URI without a slash at its end. */
    output: z.string(),
  }),
]);
