import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { mannWhitneyTail } from '#src/drift/statistics/mann-whitney.ts';
import { rankSumTail } from '#src/drift/statistics/rank-sum.ts';

const sorted = (...values: number[]) => Float64Array.from(values).sort();

/** Of all orderings of the two samples, the share with at least so many pairs whose current value is larger. */
function shareOfOrderings(exceeding: number, before: number, now: number): number {
  const count = (left: number, leftNow: number, pairs: number): [all: number, far: number] => {
    if (left === 0 && leftNow === 0) return [1, pairs >= exceeding ? 1 : 0];
    const [all, far] = left > 0 ? count(left - 1, leftNow, pairs) : [0, 0];
    const [allNow, farNow] = leftNow > 0 ? count(left, leftNow - 1, pairs + before - left) : [0, 0];
    return [all + allNow, far + farNow];
  };
  const [all, far] = count(before, now, 0);
  return far / all;
}

describe('rankSumTail', () => {
  test.prop([fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.nat()])(
    'is what counting all orderings gives',
    (before, now, raw) => {
      const exceeding = raw % (before * now + 1);
      expect(rankSumTail(exceeding, before, now)).toBeCloseTo(shareOfOrderings(exceeding, before, now), 12);
    },
  );

  it('stays a probability when one side is large', () => {
    const tails = [0, 1e6, 2e6, 4e6].map((exceeding) => rankSumTail(exceeding, 4, 1e6));
    expect(tails[0]).toBe(1);
    expect(tails[2]).toBeCloseTo(0.5, 5);
    expect(tails[1]! + rankSumTail(3e6, 4, 1e6)).toBeCloseTo(1, 5);
    expect(tails[3]).toBeGreaterThan(0);
  });
});

describe('mannWhitneyTail', () => {
  it('is small when the current values are larger, and near 1 when they are smaller', () => {
    const [low, high] = [sorted(1, 2, 3), sorted(4, 5, 6)];
    expect(mannWhitneyTail({ reference: low, current: high })).toBeCloseTo(1 / 20, 14);
    expect(mannWhitneyTail({ reference: high, current: low })).toBe(1);
  });

  it('of a single value on both sides is 1', () => {
    expect(mannWhitneyTail({ reference: sorted(2, 2), current: sorted(2, 2, 2) })).toBe(1);
    const many = new Float64Array(300_000).fill(0.1);
    expect(mannWhitneyTail({ reference: many, current: many.subarray(1) })).toBe(1);
  });

  const sample = fc
    .array(fc.integer({ min: 0, max: 30 }), { minLength: 9, maxLength: 60 })
    .map((values) => sorted(...values));

  test.prop([sample, sample])('is blind to monotone transformations, and both directions make one whole', (a, b) => {
    const forward = mannWhitneyTail({ reference: a, current: b });
    const cubes = (values: Float64Array) => values.map((value) => value ** 3);
    expect(mannWhitneyTail({ reference: cubes(a), current: cubes(b) })).toBe(forward);
    // Each direction is corrected for continuity by half a pair.
    expect(forward + mannWhitneyTail({ reference: b, current: a })).toBeGreaterThanOrEqual(1);
  });
});
