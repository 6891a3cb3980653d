import { isDeepStrictEqual } from 'node:util';
import { type RunContext, RunRecord } from '#src/contracts/run.ts';
import { type Trial, TrialRun } from '#src/contracts/trial.ts';
import { NotFoundError } from '#src/errors.ts';
import type {
  ClaimVerdict,
  DataVersionRecord,
  RunChanges,
  RunClaim,
  RunEnd,
  RunTracker,
} from '#src/ports/run-tracker.ts';
import { judgeClaim } from '#src/runs/judge-claim.ts';
import { changedRun, endedRun, newRun } from '#src/runs/run-record.ts';
import { trialRun } from '#src/runs/trial-run.ts';
import { versionNumber } from '#src/runs/version-number.ts';
import type { ItemTable, ItemWrite, StoredItem } from './item-table.ts';
import { type Decision, jitteredPause, type Pause, writeOptimistically } from './optimistic-write.ts';
import { parseDataVersion, parseLease } from './run-items.ts';
import { DATA_VERSIONS, projectPartition, RUNS, tableKeys, trialsOf } from './table-keys.ts';

/**
 * Runs in DynamoDB. Whoever takes or ends a project's turn replaces its lease item in the same transaction, so that
 * what was decided on an older state of the project cannot be written.
 */
export class DynamoRunTracker implements RunTracker {
  readonly #table: ItemTable;
  readonly #pause: Pause;

  constructor(table: ItemTable, pause: Pause = jitteredPause) {
    this.#table = table;
    this.#pause = pause;
  }

  async claim(claim: RunClaim): Promise<ClaimVerdict> {
    return await writeOptimistically(this.#table, this.#pause, () => this.#decideClaim(claim));
  }

  async update(run: RunContext, changes: RunChanges): Promise<void> {
    await writeOptimistically(this.#table, this.#pause, async () => {
      const item = await this.#runItem(run.team, run.project, run.runId);
      const record = RunRecord.parse(item.attributes);
      const changed = changedRun(record, changes);
      const settled = record.outcome !== 'running' || isDeepStrictEqual(changed, record);
      return { result: undefined, writes: settled ? [] : [recordWrite(changed, item)] };
    });
  }

  async finish(run: RunContext, end: RunEnd): Promise<RunRecord> {
    return await writeOptimistically(this.#table, this.#pause, () => this.#decideEnd(run, end));
  }

  async get(team: string, project: string, runId: string): Promise<RunRecord> {
    return RunRecord.parse((await this.#runItem(team, project, runId)).attributes);
  }

  async recordTrial(run: RunContext, trial: Trial): Promise<void> {
    const key = tableKeys.trial(run.team, run.project, run.runId, trial.number);
    await writeOptimistically(this.#table, this.#pause, async () => {
      const known = await this.#table.get(key);
      const write: ItemWrite = { key, replaces: undefined, attributes: { ...trialRun(run, trial) } };
      return { result: undefined, writes: known ? [] : [write] };
    });
  }

  async trials(team: string, project: string, runId: string): Promise<readonly TrialRun[]> {
    const items = await this.#table.query(projectPartition(team, project), trialsOf(runId));
    return items.map(({ attributes }) => TrialRun.parse(attributes));
  }

  async list(team: string, project: string): Promise<readonly RunRecord[]> {
    const items = await this.#table.query(projectPartition(team, project), RUNS);
    return items
      .map(({ attributes }) => RunRecord.parse(attributes))
      .sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  }

  async dataVersions(team: string, project: string): Promise<readonly DataVersionRecord[]> {
    return (await this.#table.query(projectPartition(team, project), DATA_VERSIONS)).map(parseDataVersion);
  }

  async #decideClaim(claim: RunClaim): Promise<Decision<ClaimVerdict>> {
    const { team, project, runId, version } = claim.run;
    // The lease is read first: whatever changes after this read makes the write below fail.
    const leaseItem = await this.#table.get(tableKeys.lease(team, project));
    const lease = parseLease(leaseItem);
    const recordItem = await this.#table.get(tableKeys.run(team, project, runId));
    const record = recordItem && RunRecord.parse(recordItem.attributes);
    const versionItems = await this.#table.query(projectPartition(team, project), DATA_VERSIONS);

    const result = judgeClaim(claim, { ...lease, record, versions: versionItems.map(parseDataVersion) });
    if (!result.granted || lease.holder === runId) return { result, writes: [] };

    const versionKey = tableKeys.dataVersion(team, project, versionNumber(version));
    const known = versionItems.find(({ key }) => key.sk === versionKey.sk);
    const dataVersion: DataVersionRecord = { version, fingerprint: claim.fingerprint, runId, outcome: 'running' };
    return {
      result,
      writes: [
        leaseWrite(claim.run, leaseItem, { ...lease, holder: runId }),
        { key: versionKey, replaces: known, attributes: { ...dataVersion } },
        recordWrite(newRun(claim.run, claim.startedAt), recordItem),
      ],
    };
  }

  async #decideEnd(run: RunContext, end: RunEnd): Promise<Decision<RunRecord>> {
    const { team, project, runId, version } = run;
    const recordItem = await this.#table.get(tableKeys.run(team, project, runId));
    const versionKey = tableKeys.dataVersion(team, project, versionNumber(version));
    const versionItem = await this.#table.get(versionKey);
    if (!recordItem) return unclaimedEnd(run, end, versionItem);

    const record = RunRecord.parse(recordItem.attributes);
    if (record.outcome !== 'running') return { result: record, writes: [] };
    const leaseItem = await this.#table.get(tableKeys.lease(team, project));
    const { newestSettled } = parseLease(leaseItem);
    const result = endedRun(record, end);
    const settled = { ...versionItem?.attributes, version, runId, outcome: end.outcome };
    const newest = Math.max(newestSettled ?? 0, versionNumber(version));
    return {
      result,
      writes: [
        leaseWrite(run, leaseItem, { holder: undefined, newestSettled: newest }),
        { key: versionKey, replaces: versionItem, attributes: settled },
        recordWrite(result, recordItem),
      ],
    };
  }

  async #runItem(team: string, project: string, runId: string): Promise<StoredItem> {
    const item = await this.#table.get(tableKeys.run(team, project, runId));
    if (item) return item;
    throw new NotFoundError(`project ${project} of team ${team} has no run ${runId}`);
  }
}

/** Keeps what is known of the version, if anything is: this run never touched it. */
function unclaimedEnd(run: RunContext, end: RunEnd, known: StoredItem | undefined): Decision<RunRecord> {
  const { team, project, runId, version } = run;
  const result = endedRun(newRun(run, end.finishedAt), end);
  const dataVersion: DataVersionRecord = { version, runId, outcome: end.outcome };
  const key = tableKeys.dataVersion(team, project, versionNumber(version));
  const settled: ItemWrite = { key, replaces: undefined, attributes: { ...dataVersion } };
  return { result, writes: [recordWrite(result, undefined), ...(known ? [] : [settled])] };
}

const recordWrite = (record: RunRecord, replaces: StoredItem | undefined): ItemWrite => ({
  key: tableKeys.run(record.team, record.project, record.id),
  replaces,
  attributes: { ...record },
});

const leaseWrite = (
  run: RunContext,
  replaces: StoredItem | undefined,
  lease: ReturnType<typeof parseLease>,
): ItemWrite => ({
  key: tableKeys.lease(run.team, run.project),
  replaces,
  attributes: { ...lease },
});
