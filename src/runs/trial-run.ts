import type { RunContext } from '#src/contracts/run.ts';
import type { Trial, TrialRun } from '#src/contracts/trial.ts';

/** A tuning trial as a run under its run; its curve stays in the artifacts. */
export function trialRun({ team, project, runId }: RunContext, trial: Trial): TrialRun {
  const { number, state, hyperparameters, value, rounds, error, use } = trial;
  return {
    ...{
      id: `${runId}-trial-${number}`,
      parentRun: runId,
      team,
      project,
      number,
      outcome: state,
      hyperparameters,
      rounds,
    },
    ...(value !== undefined && { value }),
    ...(error !== undefined && { error }),
    ...(use && { seconds: use.seconds }),
  };
}
