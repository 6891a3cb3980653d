import type { RunContext, RunRecord } from '#src/contracts/run.ts';
import type { RunChanges, RunEnd } from '#src/ports/run-tracker.ts';

/** A run as it begins. */
export const newRun = ({ runId, team, project, version }: RunContext, startedAt: string): RunRecord => ({
  id: runId,
  team,
  project,
  dataVersion: version,
  outcome: 'running',
  startedAt,
  artifacts: {},
});

/** Adds what a step found; artifacts and steps are united by name. */
export const changedRun = (record: RunRecord, changes: RunChanges): RunRecord => ({
  ...record,
  ...changes,
  artifacts: { ...record.artifacts, ...changes.artifacts },
  ...(changes.steps && { steps: { ...record.steps, ...changes.steps } }),
});

/** A run as it ends. */
export const endedRun = (record: RunRecord, { outcome, finishedAt, error }: RunEnd): RunRecord => ({
  ...record,
  outcome,
  finishedAt,
  seconds: Math.max(0, Date.parse(finishedAt) - Date.parse(record.startedAt)) / 1000,
  ...(error && { error }),
});
