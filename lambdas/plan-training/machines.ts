import { z } from 'zod';
import { FargateTasks } from '#src/contracts/steps/plan-training.ts';

/** The machines that this environment has to train on. */
export interface TrainingMachines {
  readonly lambda: { readonly memoryMb: number; readonly seconds: number };
  /** Absent where the environment was deployed without. */
  readonly fargate?: FargateTasks | undefined;
  /** Where tasks leave their results. */
  readonly artifactsBucket: string;
}

const Environment = z.object({
  ARTIFACTS_BUCKET: z.string().min(1),
  TRAIN_MEMORY_MB: z.coerce.number().positive(),
  TRAIN_TIMEOUT_SECONDS: z.coerce.number().positive(),
  /** JSON. */
  FARGATE_TASKS: z
    .string()
    .transform((text) => FargateTasks.parse(JSON.parse(text)))
    .optional(),
});

/** @throws ZodError naming the variables that are missing */
export function trainingMachines(env: NodeJS.ProcessEnv): TrainingMachines {
  const variables = Environment.parse(env);
  return {
    lambda: { memoryMb: variables.TRAIN_MEMORY_MB, seconds: variables.TRAIN_TIMEOUT_SECONDS },
    fargate: variables.FARGATE_TASKS,
    artifactsBucket: variables.ARTIFACTS_BUCKET,
  };
}
