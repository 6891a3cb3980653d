import type { ProjectFile } from '#src/contracts/project-file.ts';
import { columnRoles } from './column-roles.ts';
import type { DriftOptions } from './detect-drift.ts';

/** What a project file says about drift; columns it is silent about are inferred and chosen for. */
export function projectDriftOptions({
  drift: { mode, share, methods, thresholds },
  columns,
  target,
}: ProjectFile): DriftOptions {
  const types = Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
  return { mode, share, methods, thresholds, types, roles: { ...columnRoles(columns), [target]: 'target' } };
}
