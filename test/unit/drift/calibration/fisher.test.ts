import { describe, expect, it } from 'vitest';
import { fisherTail, fisherTwoSided } from '#src/drift/calibration/fisher.ts';

describe('Fisher’s exact test', () => {
  it('is the sum of the hypergeometric probabilities', () => {
    // The lady tasting tea: 4 of 4 right by chance in 1 of 70 cases, 3 or more in 17.
    expect(fisherTail({ count: 0, rows: 4 }, { count: 4, rows: 4 })).toBeCloseTo(1 / 70, 12);
    expect(fisherTail({ count: 1, rows: 4 }, { count: 3, rows: 4 })).toBeCloseTo(17 / 70, 12);
  });

  it('calls no rise no news', () => {
    expect(fisherTail({ count: 2, rows: 4 }, { count: 2, rows: 4 })).toBe(1);
    expect(fisherTail({ count: 4, rows: 4 }, { count: 4, rows: 4 })).toBe(1);
    expect(fisherTail({ count: 4, rows: 4 }, { count: 0, rows: 4 })).toBe(1);
  });

  it('sees a change in either direction', () => {
    const [few, many] = [
      { count: 1, rows: 4 },
      { count: 3, rows: 4 },
    ];
    expect(fisherTwoSided(few, many)).toBeCloseTo(34 / 70, 12);
    expect(fisherTwoSided(many, few)).toBeCloseTo(34 / 70, 12);
    expect(fisherTwoSided(few, few)).toBe(1);
  });

  it('survives a million rows', () => {
    const rows = 1_000_000;
    expect(fisherTwoSided({ count: 10_000, rows }, { count: 10_050, rows })).toBeCloseTo(0.727, 2);
    expect(fisherTwoSided({ count: 10_000, rows }, { count: 12_000, rows })).toBeLessThan(1e-30);
  });
});
