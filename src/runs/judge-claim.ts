import type { RunRecord } from '#src/contracts/run.ts';
import { ProjectBusyError } from '#src/errors.ts';
import type { ClaimVerdict, DataVersionRecord, RunClaim } from '#src/ports/run-tracker.ts';
import { versionNumber } from './version-number.ts';

/** What is known about a project when a run asks for its turn. */
export interface TurnState {
  /** Run that has the turn. */
  readonly holder: string | undefined;
  /** Highest number of a version that a run settled. */
  readonly newestSettled: number | undefined;
  /** Every data version that is known. */
  readonly versions: readonly DataVersionRecord[];
  /** The claiming run's own record, if there is one. */
  readonly record: RunRecord | undefined;
}

/**
 * Whether a run may begin now. Runs of a project go one at a time and upwards in version numbers; the same upload runs
 * once.
 *
 * @throws ProjectBusyError when it must wait for another run
 */
export function judgeClaim(claim: RunClaim, state: TurnState): ClaimVerdict {
  const { runId, version } = claim.run;
  const reason = settledReason(claim, state);
  if (reason) return { granted: false, reason };
  if (state.holder === runId) return { granted: true };
  if (state.holder) throw new ProjectBusyError(`${version} waits: run ${state.holder} has the project's turn`);
  const older = olderWaiting(claim, state);
  if (older) throw new ProjectBusyError(`${version} waits: ${older} is older, sealed, and has not run yet`);
  return { granted: true };
}

function settledReason({ run, fingerprint }: RunClaim, state: TurnState): string | undefined {
  if (state.record && state.record.outcome !== 'running') return `this run has already ended: ${state.record.outcome}`;
  const known = state.versions.find(({ version }) => version === run.version);
  if (known && known.outcome !== 'running' && known.fingerprint === fingerprint) {
    return `this upload of ${run.version} was already settled by run ${known.runId}: ${known.outcome}`;
  }
  if (state.newestSettled !== undefined && state.newestSettled > versionNumber(run.version)) {
    return `v${state.newestSettled} was already settled and is newer than ${run.version}`;
  }
  return undefined;
}

/** Versions below the newest settled one are never granted, so nobody waits for them. */
function olderWaiting({ run, olderVersions }: RunClaim, { newestSettled, versions }: TurnState): string | undefined {
  const settled = new Set(versions.filter(({ outcome }) => outcome !== 'running').map(({ version }) => version));
  return olderVersions
    .filter((version) => versionNumber(version) < versionNumber(run.version))
    .filter((version) => versionNumber(version) > (newestSettled ?? -1))
    .find((version) => !settled.has(version));
}
