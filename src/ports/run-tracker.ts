import type { RunContext, RunRecord } from '../contracts/run.ts';
import type { Trial, TrialRun } from '../contracts/trial.ts';

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
  /** Absent when its run failed before it could claim its turn. */
  readonly fingerprint?: string | undefined;
  readonly runId: string;
  readonly outcome: RunRecord['outcome'];
}

/** What a step may add to its run. */
export type RunChanges = Partial<
  Pick<
    RunRecord,
    | 'drift'
    | 'metrics'
    | 'baselineMetrics'
    | 'gateReasons'
    | 'modelVersion'
    | 'rows'
    | 'quality'
    | 'tags'
    | 'steps'
    | 'artifacts'
  >
>;

/** How a run ended. */
export interface RunEnd {
  readonly outcome: Exclude<RunRecord['outcome'], 'running'>;
  readonly finishedAt: string;
  readonly error?: RunRecord['error'];
}

/** Runs and the data versions they settled; one active run per project. */
export interface RunTracker {
  /**
   * Takes the project's lease for a run and writes its record as running; asking again for the same run is granted again.
   * Refused (not granted) when the very same upload was settled already or a newer version was.
   * @throws ProjectBusyError while another run holds the lease or an older sealed version awaits its run
   */
  claim(claim: RunClaim): Promise<ClaimVerdict>;
  /**
   * Adds what a step found to a running run; repeating it, or doing it after the run's end, changes nothing.
   * @throws NotFoundError
   */
  update(run: RunContext, changes: RunChanges): Promise<void>;
  /**
   * Ends the run, settles its data version and frees the lease, in one transaction; a second end changes nothing. A run
   * that ends before it could claim is recorded too: newer versions no longer wait for its version, older ones still run.
   */
  finish(run: RunContext, end: RunEnd): Promise<RunRecord>;
  /** @throws NotFoundError */
  get(team: string, project: string, runId: string): Promise<RunRecord>;
  /** Keeps a tuning trial of a run, as a run under it; a second time changes nothing. */
  recordTrial(run: RunContext, trial: Trial): Promise<void>;
  /** The tuning trials of a run, in the order of their numbers. */
  trials(team: string, project: string, runId: string): Promise<readonly TrialRun[]>;
  /** Newest first; without trials. */
  list(team: string, project: string): Promise<readonly RunRecord[]>;
  /** In numeric order. */
  dataVersions(team: string, project: string): Promise<readonly DataVersionRecord[]>;
}
