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

/** An upload's event starts its run within seconds, and a run that died is recorded as soon; after this neither will. */
const DEADLINE_MS = 60_000;

const NothingNew = z.object({ status: z.literal('nothing_new'), reason: z.string() });

/**
 * Follows a run to its end and says on stderr what its steps do, step by step.
 *
 * @throws NotFoundError when no execution of that name starts within a minute, or one has ended and left no record
 */
export async function watchRun(cloud: Cloud, run: RunId, out: Output): Promise<WatchedRun> {
  const lines = new StepLines(out);
  let lastSign = Date.now();
  for (;;) {
    const progress = await cloud.trainingRuns.progress(run.runId);
    if (progress) lines.show(progress, Date.now());
    if (progress?.status === 'RUNNING') lastSign = Date.now();
    const end = await endOf(cloud, run, progress);
    if (end) return end;
    if (Date.now() - lastSign > DEADLINE_MS) throw missing(run, progress);
    await sleep(pollingPause(cloud));
  }
}

async function endOf(
  cloud: Pick<Cloud, 'runs'>,
  run: RunId,
  progress: ExecutionProgress | undefined,
): Promise<WatchedRun | undefined> {
  if (progress?.status === 'RUNNING') return undefined;
  const nothingNew = NothingNew.safeParse(progress?.output);
  return nothingNew.success ? nothingNew.data : recordedEnd(cloud, run);
}

/**
 * The end as the run's record tells it. The record outlives the execution, which Step Functions forgets after 90 days;
 * of an execution that dies outside every Catch, the back-stop writes it a moment later.
 */
async function recordedEnd({ runs }: Pick<Cloud, 'runs'>, run: RunId): Promise<WatchedRun | undefined> {
  const records = await runs.list(run.team, run.project);
  const record = records.find(({ id, outcome }) => id === run.runId && outcome !== 'running');
  return record && { status: 'ended', record };
}

function missing({ runId, project }: RunId, progress: ExecutionProgress | undefined): NotFoundError {
  return new NotFoundError(
    progress
      ? `run ${runId} has ended and left no record: look at its execution in Step Functions`
      : `no run ${runId} has started: check the id against \`driftloop runs list ${project}\``,
  );
}
