import type { Trial } from '../contracts/trial.ts';

type Ranked = Pick<Trial, 'number' | 'state' | 'value'> & Partial<Pick<Trial, 'curve'>>;

/** Best first: complete trials by their value, then pruned ones by how far they came, then failed ones. */
export function rankTrials<T extends Ranked>(trials: readonly T[], higherIsBetter: boolean): T[] {
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
const lastRound = ({ curve }: Ranked): number => curve?.rounds.at(-1) ?? 0;
