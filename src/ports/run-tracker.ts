import type { RunContext, RunRecord } from '../contracts/run.ts';

export interface RunClaim {
  readonly run: RunContext;
  /** Digest of the data version's sealing object. */
  readonly fingerprint: string;
  readonly startedAt: string;
  /** Sealed versions in the bucket that are older than this one. */
  readonly olderVersions: readonly string[];
}

export type ClaimVerdict = { readonly granted: true } | { readonly granted: false; readonly reason: string };

/** What became of one data version. */
export interface DataVersionRecord {
  readonly version: string;
  readonly fingerprint: string;
  readonly runId: string;
  readonly outcome: RunRecord['outcome'];
}

/** Runs and the data versions they settled; one active run per project. */
export interface RunTracker {
  /**
   * Takes the project's lease for a run and writes its record as running; asking again for the same run is granted again.
   * Refused (not granted) when the very same upload was settled already or a newer version was.
   * @throws ProjectBusyError while another run holds the lease or an older sealed version awaits its run
   */
  claim(claim: RunClaim): Promise<ClaimVerdict>;
  /** Adds what a step found to a running run; repeating it changes nothing. */
  update(
    run: RunContext,
    changes: Partial<Pick<RunRecord, 'drift' | 'metrics' | 'gateReasons' | 'modelVersion' | 'artifacts'>>,
  ): Promise<void>;
  /** Ends the run, settles its data version and frees the lease, in one transaction; repeating it changes nothing. */
  finish(run: RunContext, end: Pick<RunRecord, 'outcome' | 'finishedAt' | 'error'>): Promise<RunRecord>;
  /** @throws NotFoundError */
  get(team: string, project: string, runId: string): Promise<RunRecord>;
  /** Newest first. */
  list(team: string, project: string): Promise<readonly RunRecord[]>;
  /** In numeric order. */
  dataVersions(team: string, project: string): Promise<readonly DataVersionRecord[]>;
}
