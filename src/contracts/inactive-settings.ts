import type { ProjectFile } from './project-file.ts';

/** Settings that are kept with the project but change nothing yet, one sentence each; shown when a file is applied. */
export function inactiveSettings(project: ProjectFile): string[] {
  const notes: string[] = [];
  if (project.rollout) notes.push('rollout.strategy has no effect yet: a model that passes the gate serves at once');
  if (project.batch) notes.push('batch.schedule has no effect yet: every project is scored nightly');
  if (project.monitoring) notes.push('monitoring.schedule has no effect yet: predictions are not monitored');
  return notes;
}
