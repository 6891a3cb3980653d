import { describe, expect, it } from 'vitest';
import type { Trial } from '#src/contracts/trial.ts';
import { growTrial } from '#src/tune/grow-trial.ts';
import { pruningRule } from '#src/tune/prune.ts';

const rounds = [...Array(100).keys()].map((round) => round + 1);
/** A trial whose metric rises to that value. */
const trial = (number: number, height: number, length = 100): Trial => {
  const values = rounds.slice(0, length).map((round) => height * (1 - 0.95 ** round));
  const state = length === 100 ? 'complete' : 'pruned';
  return {
    number,
    hyperparameters: {},
    state,
    value: values.at(-1),
    rounds: length,
    curve: { rounds: rounds.slice(0, length), values },
  };
};
const five = [0.5, 0.6, 0.7, 0.8, 0.9].map((height, number) => trial(number, height));
const limits = { rounds: 100, higherIsBetter: true };
const grown = (height: number, isHopeless: ReturnType<typeof pruningRule>, patience = Number.POSITIVE_INFINITY) => {
  let round = 0;
  const model = { update: () => void round++, score: () => height * (1 - 0.95 ** round) };
  return growTrial(model, { rounds: 100, metric: 'auc', truncates: true }, { patience, pruneWithin: () => isHopeless });
};

describe('median pruning', () => {
  it('gives up what is worse than the median was, after the first third', () => {
    expect(grown(0.6, pruningRule('median', five, limits))).toMatchObject({ state: 'pruned', rounds: 34 });
    expect(grown(0.75, pruningRule('median', five, limits))).toMatchObject({ state: 'complete', rounds: 100 });
  });
  it('waits for five complete trials', () => {
    const few = [...five.slice(1), trial(9, 0.9, 50)];
    expect(grown(0.01, pruningRule('median', few, limits)).state).toBe('complete');
  });
  it('knows when lower is better', () => {
    const isHopeless = pruningRule('median', five, { ...limits, higherIsBetter: false });
    expect([isHopeless(50, 0.9), isHopeless(50, 0.01)]).toEqual([true, false]);
  });
});

describe('successive halving', () => {
  it('lets the best quarter pass each rung', () => {
    const rivals = [...five, trial(5, 0.95, 7), trial(6, 0.4, 25)];
    expect(grown(0.91, pruningRule('halving', rivals, limits)).state).toBe('complete');
    expect(grown(0.7, pruningRule('halving', rivals, limits))).toMatchObject({ state: 'pruned', rounds: 8 });
    // Better than all but two at a sixteenth of the rounds, and than all but one at a quarter.
    expect(pruningRule('halving', rivals, limits)(8, 0.95)).toBe(false);
  });
  it('lets the very first trial pass', () => {
    expect(grown(0.1, pruningRule('halving', [], limits)).state).toBe('complete');
  });
});

describe('a trial', () => {
  const bumpy = () => {
    let round = 0;
    return { update: () => void round++, score: () => Math.abs(round - 20) };
  };
  const plan = { rounds: 100, metric: 'rmse', truncates: true } as const;
  const watch = { patience: 10, pruneWithin: () => () => false };

  it('ends when more rounds do not help, and keeps the best', () => {
    expect(growTrial(bumpy(), plan, watch)).toMatchObject({ state: 'complete', value: 0, rounds: 20 });
    expect(growTrial(bumpy(), plan, watch).curve.rounds.at(-1)).toBe(30);
  });
  it('counts by its last round where it cannot go back', () => {
    expect(growTrial(bumpy(), { ...plan, truncates: false }, watch)).toMatchObject({ value: 10, rounds: 30 });
  });
  it('looks at the metric fifty times at most, always after the last round', () => {
    const { curve } = growTrial(bumpy(), { ...plan, rounds: 101 }, { ...watch, patience: 200 });
    expect(curve.rounds).toHaveLength(34);
    expect(curve.rounds.at(-1)).toBe(101);
  });
});
