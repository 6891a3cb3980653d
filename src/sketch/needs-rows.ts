import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';

/** The Epps-Singleton test takes sines of all values: those of a long tail hang on their last digits. */
const METHODS: readonly DriftMethod[] = ['es'];

/** Whether the project asks for something that sketches cannot tell, so that its data are compared whole at any size. */
export const needsRows = ({ drift: { methods } }: Pick<ProjectFile, 'drift'>): boolean =>
  Object.values(methods).some((method) => METHODS.includes(method));
