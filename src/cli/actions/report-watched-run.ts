import type { RunOutcome } from '#src/contracts/run.ts';
import type { Cloud } from '../cloud.ts';
import { describeRun } from '../describe-run.ts';
import type { Output } from '../output.ts';
import { ReportedFailure } from '../reported-failure.ts';
import { type RunId, watchRun } from './watch-run.ts';

/** Outcomes that people should look into; the loop itself worked. */
const FAILURES: readonly RunOutcome[] = ['failed', 'quarantined', 'failed_gate'];

/**
 * Follows a run and prints how it ended.
 *
 * @throws ReportedFailure when it ended in quarantine, at the gate or in an error
 */
export async function reportWatchedRun(cloud: Cloud, run: RunId, out: Output): Promise<void> {
  const watched = await watchRun(cloud, run, out);
  if (watched.status === 'nothing_new') {
    out.result(watched, () => `nothing new: ${watched.reason}`);
    return;
  }
  out.result(watched.record, () => describeRun(watched.record, out));
  if (FAILURES.includes(watched.record.outcome)) throw new ReportedFailure(watched.record.outcome);
}
