import type { Stage } from '#src/ports/model-registry.ts';

/** Where a model version may go from each stage. What was archived stays so. */
const LEGAL_MOVES: Readonly<Record<Stage, readonly Stage[]>> = {
  None: ['Staging', 'Production', 'Archived'],
  Staging: ['Production', 'Archived'],
  Production: ['Archived'],
  Archived: [],
};

export const canMove = (from: Stage, to: Stage): boolean => LEGAL_MOVES[from].includes(to);
