import { NotFoundError } from '#src/errors.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import { modelCard } from '#src/report/model-card.ts';
import type { Cloud } from '../cloud.ts';
import { readTrainingRecord } from './read-tracked-run.ts';

/**
 * The model card of a registered version, from what its run recorded.
 *
 * @throws NotFoundError when no run of this project trained it
 */
export async function readModelCard(
  cloud: Pick<Cloud, 'artifacts' | 'runs'>,
  { team, project, version, runId }: ModelVersion,
): Promise<string> {
  const training = await readTrainingRecord(cloud, await cloud.runs.get(team, project, runId));
  if (!training)
    throw new NotFoundError(`version ${version} of ${project} has no model card: run ${runId} recorded none`);
  return modelCard(training);
}
