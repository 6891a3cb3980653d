import { z } from 'zod';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { readToFit } from '#lambdas/shared/read-to-fit.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { RunTrialInput } from '#src/contracts/steps/run-trial.ts';
import { Trial } from '#src/contracts/trial.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { useOfThisMachine } from '#src/track/step-use.ts';
import { openRows, runTrial as runOnRows, watchedSetOf } from '#src/tune/run-trial.ts';

type Input = z.output<typeof RunTrialInput>;

/** Tries one set of hyperparameters and keeps what came of it; a trial that has ended is not run again. */
export const runTrial = defineStep({
  name: 'RunTrial',
  input: RunTrialInput,
  output: z.null(), // the map's output is that of all trials
  tellsUse: true,
  async run(input, { artifacts, runs, clock }) {
    const { run, number } = input;
    const began = clock();
    const key = stepKey(run, 'run-trial', `${number}.json`);
    const [before] = (await artifacts.list('artifacts', key)).filter((object) => object.key === key);
    const trial = before
      ? await readJson(artifacts, await artifacts.identify(before), Trial)
      : { ...(await tried(input, artifacts)), use: useOfThisMachine(clock() - began) };
    if (!before) await writeJson(artifacts, key, Trial, trial);
    await runs.recordTrial(run, trial);
    return null;
  },
});

async function tried(input: Input, artifacts: ArtifactStore): Promise<Trial> {
  const { number, hyperparameters } = input;
  const { project, table, prepared } = await readToFit(input, artifacts);
  const known = await readJson(artifacts, input.known, z.array(Trial));
  const set = watchedSetOf(prepared, table, project);
  const rows = openRows(set, project.training, 1); // one, as in the threads of a single machine
  try {
    return runOnRows(rows, set.validation, project.training, { suggestion: { number, hyperparameters }, known });
  } finally {
    rows.free();
  }
}

export const handler = lambdaHandler(runTrial);
