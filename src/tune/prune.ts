import type { ProjectFile } from '../contracts/project-file.ts';
import type { Trial } from '../contracts/trial.ts';

/**
 * Whether a trial is to be given up.
 * @param round - from 1
 * @param best - the trial's best value so far
 */
export type IsHopeless = (round: number, best: number) => boolean;

/** Complete trials before the median of them means anything. */
const STARTUP_TRIALS = 5;
/** Share of the rounds before which it means nothing: strong regularisation learns slowly at first and well at last. */
const WARM_UP = 1 / 3;
/** At each rung of the halving one trial in so many goes on. */
const REDUCTION = 4;

/**
 * The rule by which trials of a batch are given up; it goes by trials of earlier batches only.
 *
 * median: worse than half of the complete trials were at that round (as Optuna's MedianPruner). halving: not among the
 * best quarter of all trials that came to a sixteenth, or a quarter, of the rounds.
 *
 * @param rounds - that the trial may have
 * @see Li et al. (2020), "A System for Massively Parallel Hyperparameter Tuning", for the halving
 */
export function pruningRule(
  pruner: ProjectFile['training']['tune']['pruner'],
  trials: readonly Trial[],
  { rounds, higherIsBetter }: { readonly rounds: number; readonly higherIsBetter: boolean },
): IsHopeless {
  const isWorse = (a: number, b: number) => (higherIsBetter ? a < b : a > b);
  if (pruner === 'median') {
    const complete = trials.filter(({ state }) => state === 'complete');
    if (complete.length < STARTUP_TRIALS) return never;
    return (round, best) => round > WARM_UP * rounds && isWorse(best, median(bestValuesAt(complete, round, isWorse)));
  }
  if (pruner === 'halving') {
    const rungs = [Math.ceil(rounds / REDUCTION ** 2), Math.ceil(rounds / REDUCTION)];
    let rung = 0;
    return (round, best) => {
      const reached = rungs[rung];
      if (reached === undefined || round < reached) return false;
      rung += 1;
      const rivals = trials.filter(({ curve }) => (curve.rounds.at(-1) ?? 0) >= reached);
      const better = bestValuesAt(rivals, reached, isWorse).filter((value) => isWorse(best, value)).length;
      return better >= Math.max(1, Math.floor((rivals.length + 1) / REDUCTION));
    };
  }
  return never;
}

const never: IsHopeless = () => false;

/** Each trial's best value up to a round, as far as it came. */
function bestValuesAt(trials: readonly Trial[], round: number, isWorse: (a: number, b: number) => boolean): number[] {
  return trials.flatMap(({ curve }) => {
    const seen = curve.values.filter((_, index) => (curve.rounds[index] ?? 0) <= round);
    return seen.length === 0 ? [] : [seen.reduce((best, value) => (isWorse(best, value) ? value : best))];
  });
}

/** NaN of nothing, which nothing is worse than. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}
