import { ConflictError } from '#src/errors.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import { canMove } from './stages.ts';

/** The two sides of a change of Production; `archived` is absent the first time. */
export interface Promotion {
  readonly promoted: ModelVersion;
  readonly archived?: ModelVersion;
}

/**
 * Who changes its stage when `candidate` becomes Production.
 *
 * @param holder - the model version that is Production now
 * @returns undefined when the candidate is Production already
 * @throws ConflictError when the candidate's stage forbids it
 */
export function planPromotion(candidate: ModelVersion, holder: ModelVersion | undefined): Promotion | undefined {
  if (holder?.version === candidate.version) return undefined;
  if (!canMove(candidate.stage, 'Production')) {
    const present = holder ? `version ${holder.version} is` : 'nothing is';
    throw new ConflictError(
      `model version ${candidate.version} of ${candidate.project} is ${candidate.stage} and cannot become Production; ` +
        `${present} Production`,
    );
  }
  return {
    promoted: { ...candidate, stage: 'Production' },
    ...(holder && { archived: { ...holder, stage: 'Archived' } }),
  };
}
