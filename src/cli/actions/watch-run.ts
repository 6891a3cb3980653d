import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { RunRecord } from '#src/contracts/run.ts';
import { NotFoundError } from '#src/errors.ts';
import type { ExecutionProgress } from '#src/ports/execution-history.ts';
import type { Cloud } from '../cloud.ts';
import type { Output } from '../output.ts';
import { pollingPause } from './polling-pause.ts';
import { StepLines } from './step-lines.ts';

export interface RunId {
  readonly team: string;
  readonly project: string;
  readonly runId: string;
}

/** How a run ended; an upload that was settled before leaves no record of its own. */
export type WatchedRun =
  | { readonly status: 'ended'; readonly record: RunRecord }
  | { readonly status: 'nothing_new'; readonly reason: string };

/** An upload's event reaches the workflow within seconds; after this it never will. */
const START_DEADLINE_MS = 60_000;

const NothingNew = z.object({ status: z.literal('nothing_new'), reason: z.string() });

/**
 * Follows a run to its end and says on stderr what its steps do, step by step.
 *
 * @throws NotFoundError when no execution of that name starts within a minute
 */
export async function watchRun(cloud: Cloud, run: RunId, out: Output): Promise<WatchedRun> {
  const lines = new StepLines(out);
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const progress = await cloud.trainingRuns.progress(run.runId);
    if (progress) lines.show(progress, Date.now());
    const end = progress ? await endOf(cloud, run, progress) : await recordedEnd(cloud, run);
    if (end) return end;
    if (!progress && Date.now() > deadline) throw neverStarted(run);
    await sleep(pollingPause(cloud));
  }
}

async function endOf(cloud: Cloud, run: RunId, progress: ExecutionProgress): Promise<WatchedRun | undefined> {
  if (progress.status === 'RUNNING') return undefined;
  const nothingNew = NothingNew.safeParse(progress.output);
  if (nothingNew.success) return nothingNew.data;
  return { status: 'ended', record: await cloud.runs.get(run.team, run.project, run.runId) };
}

/** The record outlives the execution: Step Functions forgets it after 90 days, an emulator when it is restarted. */
async function recordedEnd({ runs }: Pick<Cloud, 'runs'>, run: RunId): Promise<WatchedRun | undefined> {
  const records = await runs.list(run.team, run.project);
  const record = records.find(({ id, outcome }) => id === run.runId && outcome !== 'running');
  return record && { status: 'ended', record };
}

function neverStarted({ runId, project }: RunId): NotFoundError {
  return new NotFoundError(
    `no run ${runId} has started within ${START_DEADLINE_MS / 1000} s: ` +
      `check the id against \`driftloop runs list ${project}\``,
  );
}
