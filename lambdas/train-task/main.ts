import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { dependencies } from '#lambdas/shared/dependencies.ts';
import { logger } from '#lambdas/shared/logger.ts';
import type { Assignment } from './messages.ts';
import { supervise } from './supervise.ts';
import { trainInThread } from './train-in-thread.ts';

const Environment = z.object({
  TRAIN_INPUT: z.string().min(1),
  /** As ECS has them: units of 1/1024 processor, and MiB. */
  TASK_CPU: z.coerce.number().positive().optional(),
  TASK_MEMORY: z.coerce.number().int().positive().optional(),
});

// The entry point of a machine that is started for one training: TRAIN_INPUT says which.
if (isMainThread) {
  try {
    const { TRAIN_INPUT, TASK_CPU, TASK_MEMORY } = Environment.parse(process.env);
    process.exitCode = await supervise(TRAIN_INPUT, dependencies(process.env), {
      size: { taskCpus: TASK_CPU && TASK_CPU / 1024, memoryMb: TASK_MEMORY },
      startThread: (assignment) => new Worker(new URL(import.meta.url), { workerData: assignment }),
      onTermination: (stop) => process.on('SIGTERM', stop),
    });
  } catch (error) {
    logger.error('the task failed', { error });
    process.exitCode = 1;
  }
} else {
  const assignment: Assignment = workerData;
  await trainInThread(assignment, (message) => parentPort?.postMessage(message));
}
