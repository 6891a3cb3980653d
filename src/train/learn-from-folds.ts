import type { ThresholdSettings } from '../contracts/settings/threshold.ts';
import { UntrainableDataError } from '../errors.ts';
import { chooseThreshold } from '../evaluate/choose-threshold.ts';
import type { ClassificationOutcome } from '../evaluate/outcome.ts';
import type { FoldOutcome } from './fold-outcomes.ts';

/**
 * The probability from which a row is taken for the second class, chosen from what the folds' models say of rows that they
 * have not learnt from.
 *
 * @throws UntrainableDataError when no fold could be trained
 */
export function decideThreshold(outcomes: readonly FoldOutcome[], wanted: ThresholdSettings): number {
  const known = outcomes.flatMap(({ outcome }) => ('probabilities' in outcome ? [outcome] : []));
  if (known.length === 0) {
    throw new UntrainableDataError(
      'training.threshold: no part of the training rows can be learnt from to choose it: add data, or give a number',
    );
  }
  const together: ClassificationOutcome = {
    labels: known.flatMap(({ labels }) => Array.from(labels)),
    probabilities: known.flatMap(({ probabilities }) => Array.from(probabilities)),
    classCount: 2,
  };
  return chooseThreshold(together, wanted);
}
