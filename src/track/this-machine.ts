import { availableParallelism, cpus, totalmem } from 'node:os';
import type { StepUse } from '../contracts/run.ts';
import type { Machine } from '../contracts/training-record.ts';

/** The machine that this process runs on. */
export function thisMachine(environment: NodeJS.ProcessEnv = process.env): Machine {
  const lambdaMemoryMb = Number(environment['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']);
  return {
    processor: cpus()[0]?.model.trim() || 'unknown',
    cpus: availableParallelism(),
    memoryMb: Math.round(totalmem() / 2 ** 20),
    ...(lambdaMemoryMb > 0 && { lambdaMemoryMb }),
  };
}

/** Lambda's and Fargate's prices differ by it. */
export const thisProcessor = (): StepUse['processor'] => (process.arch === 'arm64' ? 'arm64' : 'x64');
