import type { Trial } from '../contracts/trial.ts';

/** Best first: complete trials by their value, then pruned ones by how far they came, then failed ones. */
export function rankTrials(trials: readonly Trial[], higherIsBetter: boolean): Trial[] {
  const better = (a = Number.NaN, b = Number.NaN) => (higherIsBetter ? b - a : a - b) || 0;
  return trials.toSorted(
    (a, b) =>
      STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
      (a.state === 'pruned' ? lastRound(b) - lastRound(a) : 0) ||
      better(a.value, b.value) ||
      a.number - b.number,
  );
}

const STATES: readonly Trial['state'][] = ['complete', 'pruned', 'failed'];
const lastRound = ({ curve }: Trial): number => curve.rounds.at(-1) ?? 0;
