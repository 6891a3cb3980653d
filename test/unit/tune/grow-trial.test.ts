import { expect, it } from 'vitest';
import { growTrial } from '#src/tune/grow-trial.ts';

/** Grows a model whose metric after each round is given. */
function grown(values: readonly number[]) {
  const left = [...values];
  const model = { update: () => undefined, score: () => left.shift() ?? Number.NaN };
  const watch = { patience: 9, pruneWithin: () => () => false };
  return growTrial(model, { rounds: values.length, metric: 'rmse', truncates: true }, watch);
}

it('a trial passes over a loss that is no number', () => {
  const { curve, ...end } = grown([Number.POSITIVE_INFINITY, 5, Number.NaN, 4]);
  expect(curve).toEqual({ rounds: [2, 4], values: [5, 4] });
  expect(end).toEqual({ state: 'complete', rounds: 4, value: 4 });
  expect(grown([Number.NaN, Number.NaN]).value).toBeNaN();
});
