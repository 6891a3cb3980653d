import { describe, expect, it } from 'vitest';
import { summarise } from '#src/report/number-summary.ts';

describe('summarise', () => {
  it('describes a sorted sample', () => {
    expect(summarise(Float64Array.of(1, 2, 3, 10))).toEqual({
      ...{ mean: 4, std: expect.closeTo(4.0825, 4), min: 1, lowerQuartile: 1.75, median: 2.5, upperQuartile: 4.75 },
      max: 10,
    });
  });

  it('gives a constant no spread, whatever its rounding', () => {
    expect(summarise(new Float64Array(9063).fill(0.414912))).toMatchObject({ mean: 0.414912, std: 0 });
  });

  it('says nothing of an empty sample', () => {
    expect(Object.values(summarise(new Float64Array())).every(Number.isNaN)).toBe(true);
  });
});
