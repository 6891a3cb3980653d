import { join } from 'node:path';
import { NoProductionModelError } from '#src/errors.ts';
import { type Simulation, simulate } from '#src/simulate/simulate.ts';
import { LINEAGE_COLUMN } from '#src/tabular/lineage-column.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { dropColumns } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import type { Cloud } from '../cloud.ts';
import { UsageError } from '../usage-error.ts';
import { readManifest } from './read-manifest.ts';
import { withFolder } from './with-file.ts';

export interface SimulationRequest extends Pick<Simulation, 'rows' | 'seed' | 'drift'> {
  readonly team: string;
  readonly project: string;
}

/**
 * Makes new data for a project from its baseline: what its production model (else its newest) was trained on.
 *
 * @throws NotFoundError for an unknown project, NoProductionModelError for one without any model, UsageError for a size
 * that the kind of drift does not take
 */
export async function simulateData(cloud: Cloud, { team, project, ...simulation }: SimulationRequest): Promise<Table> {
  const { file } = await cloud.projects.get(team, project);
  const model = (await cloud.registry.production(team, project)) ?? (await cloud.registry.list(team, project))[0];
  if (!model) {
    throw new NoProductionModelError(
      `${project} has no model yet and so no baseline to draw from: push v1 and wait for its run to register one`,
    );
  }
  const { baseline, target, task } = await readManifest(cloud, model);
  const table = await withFolder(async (folder) => {
    const path = join(folder, 'baseline.parquet');
    await cloud.artifacts.download(baseline.data, path);
    return dropColumns(await readTable([path]), [LINEAGE_COLUMN]);
  });
  const types = Object.fromEntries(Object.entries(file.columns).map(([name, { type }]) => [name, type]));
  try {
    return simulate({ ...simulation, baseline: table, target, task, types });
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message, { cause: error }) : error;
  }
}
