import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { DriftOptions } from './detect-drift.ts';

/** What a project file says about drift, as the options of `detectDrift`. */
export function projectDriftOptions({ drift, columns }: ProjectFile): DriftOptions {
  const types = Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
  return { share: drift.share, methods: drift.methods, types };
}
