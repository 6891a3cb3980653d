import { z } from 'zod';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { PlanTuningInput, PlanTuningOutput } from '#src/contracts/steps/plan-tuning.ts';
import { Trial } from '#src/contracts/trial.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { useTogether } from '#src/track/step-use.ts';
import { nextBatch } from '#src/tune/study.ts';
import { tunedProject } from '#src/tune/tuned-project.ts';

/** Suggests the next batch of trials from those that are done; at the end, writes the project file with the best. */
export const planTuning = defineStep({
  name: 'PlanTuning',
  input: PlanTuningInput,
  output: PlanTuningOutput,
  async run({ began, now, ...input }, { artifacts, runs }) {
    const { run } = input;
    const project = await readJson(artifacts, input.projectFile, ProjectFile);
    const trials = await readTrials(artifacts, run);
    const RunTrial = useTogether(trials.flatMap(({ use }) => (use ? [use] : [])));
    if (RunTrial) await runs.update(run, { steps: { RunTrial } });
    const { timeoutSeconds = Number.POSITIVE_INFINITY } = project.training.tune;
    const isOver = Date.parse(now) - Date.parse(began) >= timeoutSeconds * 1000;
    // As on one machine the first batch is always run.
    const next = isOver && trials.length > 0 ? undefined : nextBatch(project, trials);
    const key = (name: string) => stepKey(run, 'plan-tuning', name);
    if (next) {
      const known = await writeJson(artifacts, key(`known-${next.known.length}.json`), z.array(Trial), [...next.known]);
      const batch = next.suggestions.map((suggestion) => ({ ...input, ...suggestion, known }));
      return { batch, projectFile: input.projectFile };
    }
    const projectFile = await writeJson(artifacts, key('project.json'), ProjectFile, tunedProject(project, trials));
    await writeJson(artifacts, key('trials.json'), z.array(Trial), trials);
    await runs.update(run, { artifacts: { tunedProject: s3Uri(projectFile) } });
    return { batch: [], projectFile };
  },
});

/** Every trial that has ended, whatever execution of the run it was part of. */
async function readTrials(artifacts: ArtifactStore, run: RunContext): Promise<Trial[]> {
  const written = await artifacts.list('artifacts', stepKey(run, 'run-trial', ''));
  const refs = await Promise.all(written.map((object) => artifacts.identify(object)));
  const trials = await Promise.all(refs.map((ref) => readJson(artifacts, ref, Trial)));
  return trials.sort((a, b) => a.number - b.number);
}

export const handler = lambdaHandler(planTuning);
