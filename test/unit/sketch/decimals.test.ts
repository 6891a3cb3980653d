import { expect, it } from 'vitest';
import { decimalsOf, moreDecimals } from '#src/sketch/decimals.ts';

it.each([
  [[], 0],
  [[1, -20, 1e300], 0],
  [[1.5, 2], 1],
  [[19.99, 0.1, 3], 2],
  [[0.000001], 6],
  [[1, 0.0000001], undefined],
  [[1 / 3], undefined],
])('%j have %s decimals', (values, decimals) => {
  expect(decimalsOf(Float64Array.from(values))).toBe(decimals);
});

it('takes the more decimals of two, where any number is the most', () => {
  expect(moreDecimals(1, 3)).toBe(3);
  expect(moreDecimals(1, undefined)).toBeUndefined();
});
