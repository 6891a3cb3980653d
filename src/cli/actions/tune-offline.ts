import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { Trial } from '#src/contracts/trial.ts';
import type { Table } from '#src/tabular/table.ts';
import type { PreparedData } from '#src/train/prepare-data.ts';
import { checkTuning } from '#src/tune/check-tuning.ts';
import { watchedSetOf } from '#src/tune/run-trial.ts';
import { bestTrial } from '#src/tune/study.ts';
import { studyDigest } from '#src/tune/study-digest.ts';
import { type Tuned, tuneProject } from '#src/tune/tune-project.ts';

const StoredTrials = z.object({ study: z.string(), trials: z.array(Trial) });

/**
 * Searches the hyperparameters that `training.tune` asks for, and keeps every trial in `trials.json` of the folder: what
 * was interrupted goes on from there.
 *
 * @throws InvalidProjectFileError, UntrainableDataError
 */
export async function tuneOffline(
  prepared: PreparedData,
  table: Table,
  project: ProjectFile,
  { out, step }: { readonly out: string; readonly step: (sentence: string) => void },
): Promise<Tuned> {
  const { tune } = project.training;
  checkTuning(project);
  const set = watchedSetOf(prepared, table, project);
  const study = studyDigest(set, project.training);
  const path = join(out, 'trials.json');
  await mkdir(out, { recursive: true });
  const earlier = await readTrials(path, study);
  if (earlier.length > 0) step(`${earlier.length} of ${tune.trials} trials were run before: ${path}`);
  const clock = () => performance.now() / 1000;
  const start = clock();
  const seconds = () => clock() - start;
  let written = Promise.resolve();
  const tuned = await tuneProject(set, project, {
    threads: availableParallelism(),
    earlier,
    clock,
    isOver: () => tune.timeoutSeconds !== undefined && seconds() >= tune.timeoutSeconds,
    onTrial: (trial, trials) => {
      step(
        describeTrial(trial, trials, project, { metric: set.validation.metric, seconds: seconds() }, earlier.length),
      );
      const text = `${JSON.stringify({ study, trials })}\n`;
      written = written.then(() => writeFile(path, text));
    },
  });
  await written;
  return tuned;
}

async function readTrials(path: string, study: string): Promise<readonly Trial[]> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const stored = text === undefined ? undefined : StoredTrials.safeParse(parseOrNothing(text)).data;
  return stored?.study === study ? stored.trials : [];
}

/** A file that was being written when the search was interrupted is no JSON. */
function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describeTrial(
  trial: Trial,
  trials: readonly Trial[],
  project: ProjectFile,
  { metric, seconds }: { readonly metric: string; readonly seconds: number },
  earlier: number,
): string {
  const count = project.training.tune.trials;
  const left = (seconds / (trials.length - earlier)) * (count - trials.length);
  const hasBest = trials.some(({ state }) => state === 'complete');
  const best = hasBest ? bestTrial(project, trials) : undefined;
  const ends = {
    complete: `${metric} ${trial.value?.toFixed(4)}`,
    pruned: `given up after ${trial.curve.rounds.at(-1)} rounds at ${metric} ${trial.value?.toFixed(4)}`,
    failed: `failed: ${trial.error}`,
  };
  return [
    `trial ${trial.number + 1} (${trials.length} of ${count} done): ${ends[trial.state]}`,
    ...(best ? [`best ${best.value.toFixed(4)} by trial ${best.number + 1}`] : []),
    ...(left > 0 ? [`about ${Math.ceil(left)} s left`] : []),
  ].join('; ');
}
