import { ProjectFile } from '#src/contracts/project-file.ts';

/** A project file whose every key but these has its default. */
export const projectOf = (settings: Record<string, unknown> = {}): ProjectFile =>
  ProjectFile.parse({ project: 'trial', target: 'label', task: 'binary', ...settings });
