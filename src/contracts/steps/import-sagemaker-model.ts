import { z } from 'zod';
import { TrainInput, TrainOutput } from './train.ts';

/** What became of a training job. */
export const TrainingJob = z.object({
  name: z.string(),
  /** Of `model.tar.gz`. */
  model: z.string().regex(/^s3:\/\/[^/]+\/.+$/),
  instance: z.string(),
  /** That it trained; absent where SageMaker does not tell. */
  seconds: z.number().nonnegative().optional(),
  /** That are to be paid: fewer on spare capacity. */
  billedSeconds: z.number().nonnegative().optional(),
});
export type TrainingJob = z.infer<typeof TrainingJob>;

export const ImportSagemakerModelInput = TrainInput.extend({ job: TrainingJob });

export const ImportSagemakerModelOutput = TrainOutput;
