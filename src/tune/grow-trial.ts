import type { CurveMetric } from '../contracts/settings/training.ts';
import type { Trial } from '../contracts/trial.ts';
import type { GrowingModel } from '../train/boost.ts';
import { isHigherBetter } from '../train/learning-curve.ts';
import type { IsHopeless } from './prune.ts';

/** The metric is taken so often in a trial, at most. */
const LOOKS = 50;

export interface GrowthPlan {
  readonly rounds: number;
  readonly metric: CurveMetric;
  /** Whether a model can go back to its best round; otherwise its last one counts. */
  readonly truncates: boolean;
}

/** What decides that a trial need not go on. */
export interface TrialWatch {
  /** Rounds without a better metric after which more are no use. */
  readonly patience: number;
  /** The pruner. @param rounds - that the trial may have */
  readonly pruneWithin: (rounds: number) => IsHopeless;
}

/** How far a trial came. */
export type Growth = Pick<Trial, 'curve' | 'rounds'> & {
  readonly value: number;
  readonly state: 'complete' | 'pruned';
};

/** Adds rounds until the last, until they no longer help, or until the trial is given up. */
export function growTrial(
  model: Pick<GrowingModel, 'update' | 'score'>,
  { rounds, metric, truncates }: GrowthPlan,
  { patience, pruneWithin }: TrialWatch,
): Growth {
  const isHopeless = pruneWithin(rounds);
  const every = Math.ceil(rounds / LOOKS);
  const seen = new Watched(isHigherBetter(metric));
  let state: Growth['state'] | undefined;
  for (let round = 1; state === undefined; round += 1) {
    model.update(round - 1);
    if (round % every !== 0 && round !== rounds) continue;
    seen.add(round, model.score('validation'));
    if (round === rounds || round - seen.best.round >= patience) state = 'complete';
    else if (isHopeless(round, seen.best.value)) state = 'pruned';
  }
  const kept = truncates ? seen.best : seen.last;
  return { state, curve: seen.curve, rounds: kept.round, value: kept.value };
}

/** The metric so far. */
class Watched {
  readonly curve: Trial['curve'] = { rounds: [], values: [] };
  readonly #higherIsBetter: boolean;
  best = { round: 0, value: Number.NaN };
  last = this.best;

  constructor(higherIsBetter: boolean) {
    this.#higherIsBetter = higherIsBetter;
  }

  /** A loss that has overflowed counts for nothing. */
  add(round: number, value: number): void {
    if (!Number.isFinite(value)) return;
    this.curve.rounds.push(round);
    this.curve.values.push(value);
    this.last = { round, value };
    const isWorse = this.#higherIsBetter ? value <= this.best.value : value >= this.best.value;
    if (!isWorse) this.best = this.last;
  }
}
