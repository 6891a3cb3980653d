import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { sharedHistogram } from '#src/report/histogram.ts';

const sorted = (...values: number[]) => Float64Array.from(values).sort();
const total = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0);
const samples = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 });

describe('sharedHistogram', () => {
  test.prop([samples, samples, fc.boolean()])(
    'counts every value once, on an axis that can be drawn',
    (a, b, whole) => {
      const integers = whole && [...a, ...b].every(Number.isInteger);
      const { from, to, reference, current, beyond } = sharedHistogram(sorted(...a), sorted(...b), integers);
      expect(from).toBeLessThan(to);
      expect(reference.length).toBe(current.length);
      expect(reference.length).toBeLessThanOrEqual(60);
      expect([total(reference), total(current)]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
      expect(beyond).toBeGreaterThanOrEqual(0);
      expect(beyond).toBeLessThan(a.length + b.length);
    },
  );

  it('gives evenly lying values a bin each', () => {
    const halfHours = Array.from({ length: 48 }, (_, index) => Number((index / 47).toFixed(6)));
    const { reference } = sharedHistogram(sorted(...halfHours), sorted(...halfHours.slice(9)), false);
    expect(reference).toEqual(halfHours.map(() => expect.closeTo(1 / 48, 9)));
  });

  it('gives as many whole numbers to every bin', () => {
    const ages = Array.from({ length: 90 }, (_, index) => index);
    const { reference } = sharedHistogram(sorted(...ages), sorted(...ages), true);
    expect(new Set(reference.map((share) => Math.round(share * 90)))).toEqual(new Set([3]));
  });

  it('cuts a long tail off the axis and says how much', () => {
    const bulk = Array.from({ length: 1000 }, (_, index) => Math.sin(index));
    const { to, beyond, reference } = sharedHistogram(sorted(...bulk, 1e6), sorted(...bulk), false);
    expect(to).toBeCloseTo(1, 3);
    expect(beyond).toBeGreaterThanOrEqual(1);
    expect(total(reference)).toBeCloseTo(1, 9);
  });

  it('draws constants and one empty side', () => {
    expect(sharedHistogram(sorted(7, 7), sorted(7), false)).toEqual({
      ...{ from: 6.5, to: 7.5, reference: [1], current: [1], beyond: 0 },
    });
    expect(total(sharedHistogram(sorted(1, 2, 3), sorted(), false).current)).toBe(0);
  });
});
