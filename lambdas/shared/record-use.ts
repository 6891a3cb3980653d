import type { RunContext, StepUse } from '#src/contracts/run.ts';
import { NotFoundError } from '#src/errors.ts';
import type { RunTracker } from '#src/ports/run-tracker.ts';
import { thisProcessor } from '#src/track/this-machine.ts';
import { logger } from './logger.ts';

/**
 * Adds to the run's record what a step took. The step has done its work: what fails here must not make it run again.
 *
 * @param use - of this processor, where it does not say otherwise
 */
export async function recordUse(
  runs: RunTracker,
  run: RunContext,
  step: string,
  use: Omit<StepUse, 'processor'> & Partial<StepUse>,
): Promise<void> {
  try {
    await runs.update(run, { steps: { [step]: { processor: thisProcessor(), ...use } } });
  } catch (error) {
    // A run that was refused its turn has no record.
    if (!(error instanceof NotFoundError)) logger.warn('the seconds of the step were not recorded', { error });
  }
}
