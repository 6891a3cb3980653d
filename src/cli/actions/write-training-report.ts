import { writeFile } from 'node:fs/promises';
import type { RunRecord } from '#src/contracts/run.ts';
import { NotFoundError } from '#src/errors.ts';
import { comparisonPage } from '#src/report/training/comparison-page.ts';
import { trainingPage } from '#src/report/training/training-page.ts';
import type { RunComparison } from '#src/track/compare-runs.ts';
import type { Cloud } from '../cloud.ts';
import { readTrainingRecord } from './read-tracked-run.ts';

/**
 * Writes what a run trained, and how the gate judged it, as a page to look at, print and pass on.
 *
 * @throws NotFoundError when the run trained nothing
 */
export async function writeTrainingReport(cloud: Cloud, run: RunRecord, path: string): Promise<void> {
  const training = await readTrainingRecord(cloud, run);
  if (!training) throw new NotFoundError(`run ${run.id} (${run.outcome}) has trained nothing, so it has no report`);
  await writeFile(path, trainingPage(training, run));
}

/** Writes runs side by side as a page. */
export const writeComparison = (comparison: RunComparison, path: string): Promise<void> =>
  writeFile(path, comparisonPage(comparison));
