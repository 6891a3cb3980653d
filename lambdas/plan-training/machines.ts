import { z } from 'zod';
import { FargateTasks, SageMakerJobs } from '#src/contracts/steps/plan-training.ts';

/** The machines that this environment has to train on. */
export interface TrainingMachines {
  readonly lambda: { readonly memoryMb: number; readonly seconds: number };
  /** Absent where the environment was deployed without. */
  readonly fargate?: FargateTasks | undefined;
  /** Likewise. */
  readonly sageMaker?: SageMakerJobs | undefined;
  /** Where tasks leave their results. */
  readonly artifactsBucket: string;
}

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));

const Environment = z.object({
  ARTIFACTS_BUCKET: z.string().min(1),
  TRAIN_MEMORY_MB: z.coerce.number().positive(),
  TRAIN_TIMEOUT_SECONDS: z.coerce.number().positive(),
  FARGATE_TASKS: json(FargateTasks).optional(),
  SAGEMAKER_JOBS: json(SageMakerJobs).optional(),
});

/** @throws ZodError naming the variables that are missing */
export function trainingMachines(env: NodeJS.ProcessEnv): TrainingMachines {
  const variables = Environment.parse(env);
  return {
    lambda: { memoryMb: variables.TRAIN_MEMORY_MB, seconds: variables.TRAIN_TIMEOUT_SECONDS },
    fargate: variables.FARGATE_TASKS,
    sageMaker: variables.SAGEMAKER_JOBS,
    artifactsBucket: variables.ARTIFACTS_BUCKET,
  };
}
