import { stepKey } from '#src/contracts/artifact-keys.ts';
import type { RunRecord } from '#src/contracts/run.ts';
import { TrainingRecord } from '#src/contracts/training-record.ts';
import type { TrackedRun } from '#src/track/compare-runs.ts';
import type { Cloud } from '../cloud.ts';
import { findRun } from './find-run.ts';

/**
 * A run's record and what its training left behind.
 *
 * @throws NotFoundError
 */
export async function readTrackedRun(
  cloud: Pick<Cloud, 'artifacts' | 'projects' | 'runs'>,
  team: string,
  id: string,
): Promise<TrackedRun> {
  const { project, runId } = await findRun(cloud, team, id);
  const run = await cloud.runs.get(team, project, runId);
  return { run, training: await readTrainingRecord(cloud, run) };
}

/**
 * What a run's training left behind.
 *
 * @returns undefined for a run that has trained nothing (yet)
 */
export async function readTrainingRecord(
  { artifacts }: Pick<Cloud, 'artifacts'>,
  { team, project, dataVersion, id, artifacts: made }: RunRecord,
): Promise<TrainingRecord | undefined> {
  if (!('trainingRecord' in made)) return undefined;
  const key = stepKey({ team, project, version: dataVersion, runId: id }, 'train', 'run.json');
  const bytes = await artifacts.read(await artifacts.identify(await artifacts.head('artifacts', key)));
  return TrainingRecord.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
