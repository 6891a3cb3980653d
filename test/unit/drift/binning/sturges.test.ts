import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { countInBins, sturgesGrid } from '#src/drift/binning/sturges.ts';

describe('sturgesGrid', () => {
  it('makes log₂ n + 1 bins, rounded up', () => {
    expect(sturgesGrid(0, 1, 8, false)).toEqual({ from: 0, to: 1, bins: 4 });
    expect(sturgesGrid(0, 1, 9, false)).toEqual({ from: 0, to: 1, bins: 5 });
  });

  it('makes integer bins at least 1 wide', () => {
    expect(sturgesGrid(0, 3, 1000, true).bins).toBe(3);
    expect(sturgesGrid(0, 3, 1000, false).bins).toBe(11);
  });

  it('puts one bin around a constant', () => {
    expect(sturgesGrid(5, 5, 100, false)).toEqual({ from: 4.5, to: 5.5, bins: 1 });
  });
});

describe('countInBins', () => {
  it('closes bins on the left, and the last one on both sides', () => {
    expect(countInBins(Float64Array.of(0, 0, 1, 2, 2), { from: 0, to: 2, bins: 2 })).toEqual([2, 3]);
  });

  it('tells apart values that hardly differ, and finds none in a range beyond the largest number', () => {
    const values = Float64Array.from({ length: 9 }, (_, step) => 1 + step * Number.EPSILON);
    expect(countInBins(values, { from: 1, to: values[8]!, bins: 4 })).toEqual([2, 2, 2, 3]);
    const tiny = Float64Array.from({ length: 9 }, (_, step) => step * Number.MIN_VALUE);
    expect(countInBins(tiny, { from: 0, to: tiny[8]!, bins: 4 })).toEqual([2, 2, 2, 3]);
    const crowded = Float64Array.of(1, 1 + Number.EPSILON);
    expect(countInBins(crowded, { from: 1, to: crowded[1]!, bins: 7 }).reduce((sum, count) => sum + count)).toBe(2);
    expect(countInBins(values, sturgesGrid(-1.7e308, 1.7e308, 9, false))).toEqual([]);
  });

  test.prop([fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 })])(
    'takes the edges as they are written, whatever rounding does to the division',
    (values) => {
      const grid = sturgesGrid(Math.min(...values), Math.max(...values), values.length, false);
      const step = (grid.to - grid.from) / grid.bins;
      const below = (bin: number) => values.filter((value) => value < bin * step + grid.from).length;
      const counts = countInBins(Float64Array.from(values), grid);
      for (const [bin, count] of counts.entries()) {
        expect(count).toBe((bin === grid.bins - 1 ? values.length : below(bin + 1)) - (bin === 0 ? 0 : below(bin)));
      }
    },
  );

  test.prop([fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), fc.boolean()])(
    'loses no value',
    (values, integers) => {
      const sorted = Float64Array.from(values).sort();
      const counts = countInBins(sorted, sturgesGrid(sorted[0]!, sorted.at(-1)!, values.length, integers));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
    },
  );
});
