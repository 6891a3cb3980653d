import { NoProductionModelError } from '#src/errors.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import type { Dependencies } from './step.ts';

/** @throws NotFoundError for an unknown project, NoProductionModelError for one without a production model */
export async function requireProduction(
  { registry, projects }: Pick<Dependencies, 'registry' | 'projects'>,
  { team, project }: { readonly team: string; readonly project: string },
): Promise<ModelVersion> {
  const production = await registry.production(team, project);
  if (production) return production;
  await projects.get(team, project);
  throw new NoProductionModelError(
    `project "${project}" has no production model yet: push a data version and wait for its run to register one`,
  );
}
