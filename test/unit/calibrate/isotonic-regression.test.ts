import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { isotonicRegression } from '#src/calibrate/isotonic-regression.ts';
import { valueAt } from '#src/calibrate/piecewise-linear.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

const points = fc.array(
  fc.record({ x: fc.nat(8), y: fc.integer({ min: -4, max: 4 }), weight: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 9 },
);
const fitted = (given: readonly Point[]) =>
  isotonicRegression(
    given.map(({ x }) => x),
    given.map(({ y }) => y),
    given.map(({ weight }) => weight),
  );
const loss = (given: readonly Point[], predict: (x: number) => number) =>
  given.reduce((sum, { x, y, weight }) => sum + weight * (y - predict(x)) ** 2, 0);

/** The least loss of all rising step functions, by trying every way to cut the values of x into runs. */
function leastLoss(given: readonly Point[]): number {
  const xs = [...new Set(given.map(({ x }) => x))].sort((a, b) => a - b);
  const cuts = 2 ** (xs.length - 1);
  const losses = Array.from({ length: cuts }, (_, mask) => {
    const runOf = new Map<number, number>();
    let run = 0;
    for (const [place, x] of xs.entries()) {
      if (place > 0 && (mask >> (place - 1)) & 1) run += 1;
      runOf.set(x, run);
    }
    const means = Array.from({ length: run + 1 }, (__, index) => {
      const own = given.filter(({ x }) => runOf.get(x) === index);
      const weight = own.reduce((sum, point) => sum + point.weight, 0);
      return own.reduce((sum, point) => sum + point.weight * point.y, 0) / weight;
    });
    const rises = means.every((mean, index) => index === 0 || mean >= means[index - 1]!);
    return rises ? loss(given, (x) => means[runOf.get(x)!]!) : Number.POSITIVE_INFINITY;
  });
  return Math.min(...losses);
}

describe('isotonicRegression', () => {
  it('pools what falls, and joins the pools by straight lines', () => {
    const line = isotonicRegression([1, 2, 3, 4, 5], [0, 3, 1, 2, 9]);
    expect(line).toEqual({ x: [1, 2, 4, 5], y: [0, 2, 2, 9] });
    expect([0, 1.5, 3, 4.5, 9].map((at) => valueAt(line, at))).toEqual([0, 1, 2, 5.5, 9]);
  });

  it('takes points of the same x for one', () => {
    expect(isotonicRegression([1, 1, 1], [0, 1, 1])).toEqual({ x: [1], y: [2 / 3] });
  });

  it.prop([points])('rises, and no rising function is nearer to the points', (given) => {
    const line = fitted(given);
    expect(line.x.every((x, place) => place === 0 || x > line.x[place - 1]!)).toBe(true);
    expect(line.y.every((y, place) => place === 0 || y >= line.y[place - 1]!)).toBe(true);
    expect(loss(given, (x) => valueAt(line, x))).toBeCloseTo(leastLoss(given), 9);
  });

  it.prop([points])('takes a weight for as many rows', (given) => {
    const repeated = given.flatMap(({ weight, ...point }) =>
      Array.from({ length: weight }, () => ({ ...point, weight: 1 })),
    );
    const [one, other] = [fitted(given), fitted(repeated)];
    for (const { x } of given) expect(valueAt(one, x)).toBeCloseTo(valueAt(other, x), 12);
  });

  it.prop([points, fc.nat()])('does not depend on the order of the points', (given, shift) => {
    const turned = given.map((_, index) => given[(index + shift) % given.length]!);
    const [one, other] = [fitted(given), fitted(turned)];
    for (const { x } of given) expect(valueAt(one, x)).toBeCloseTo(valueAt(other, x), 12);
  });
});
