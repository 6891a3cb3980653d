import type { StepUse } from '../contracts/run.ts';
import { thisMachine, thisProcessor } from './this-machine.ts';

/** What a step took that ran on this machine. */
export function useOfThisMachine(seconds: number, environment: NodeJS.ProcessEnv = process.env): StepUse {
  const { lambdaMemoryMb } = thisMachine(environment);
  return {
    seconds,
    ...(lambdaMemoryMb !== undefined && { memoryMb: lambdaMemoryMb }),
    processor: thisProcessor(),
  };
}

/** What several functions of one size took together; undefined where nothing was measured. */
export function useTogether(uses: readonly StepUse[]): StepUse | undefined {
  const [first] = uses;
  return first && { ...first, seconds: uses.reduce((sum, { seconds }) => sum + seconds, 0), count: uses.length };
}
