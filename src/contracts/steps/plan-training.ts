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
]);
