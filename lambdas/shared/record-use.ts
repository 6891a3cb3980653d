import type { Context } from 'aws-lambda';
import type { RunContext } from '#src/contracts/run.ts';
import { NotFoundError } from '#src/errors.ts';
import type { RunTracker } from '#src/ports/run-tracker.ts';
import { logger } from './logger.ts';

/** Adds to the run's record what a step took. The step has done its work: what fails here must not make it run again. */
export async function recordUse(
  runs: RunTracker,
  run: RunContext,
  step: string,
  seconds: number,
  { memoryLimitInMB }: Pick<Context, 'memoryLimitInMB'>,
): Promise<void> {
  const processor = process.arch === 'arm64' ? 'arm64' : 'x64';
  try {
    await runs.update(run, { steps: { [step]: { seconds, memoryMb: Number(memoryLimitInMB), processor } } });
  } catch (error) {
    // A run that was refused its turn has no record.
    if (!(error instanceof NotFoundError)) logger.warn('the seconds of the step were not recorded', { error });
  }
}
