import { NoProductionModelError } from '#src/errors.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import type { Cloud } from '../cloud.ts';

/** @throws NotFoundError for an unknown project, NoProductionModelError for one that serves nothing yet */
export async function productionModel(
  { registry, projects }: Pick<Cloud, 'registry' | 'projects'>,
  team: string,
  project: string,
): Promise<ModelVersion> {
  const production = await registry.production(team, project);
  if (production) return production;
  await projects.get(team, project);
  throw new NoProductionModelError(
    `${project} has no production model yet: push a data version and wait for its run to register one`,
  );
}
