import type { RunOutcome, RunRecord } from '../contracts/run.ts';
import { compareVersions } from '../detect/version-order.ts';

/** Of versions whose data were used; others say nothing of what is usual. */
const USED: ReadonlySet<RunOutcome> = new Set<RunOutcome>(['registered', 'no_drift', 'failed_gate']);

/**
 * The row counts of a project's earlier versions that were used, oldest first.
 *
 * @param runs - newest first; of several runs of one version the last counts
 * @param version - whose past is asked for
 */
export function earlierRowCounts(runs: readonly RunRecord[], version: string): number[] {
  const byVersion = new Map<string, number>();
  for (const { dataVersion, outcome, rows } of runs) {
    const isEarlier = USED.has(outcome) && compareVersions(dataVersion, version) < 0;
    if (isEarlier && rows !== undefined && !byVersion.has(dataVersion)) byVersion.set(dataVersion, rows);
  }
  return [...byVersion].toSorted(([a], [b]) => compareVersions(a, b)).map(([, rows]) => rows);
}
