import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { durbinProbability } from '#src/drift/statistics/durbin-matrix.ts';
import { kolmogorovTail, oneSidedTail } from '#src/drift/statistics/kolmogorov.ts';
import { pelzGoodProbability } from '#src/drift/statistics/pelz-good.ts';

describe('oneSidedTail', () => {
  it('is 1 − d for one row', () => {
    expect(oneSidedTail(1, 0.3)).toBeCloseTo(0.7, 14);
  });

  it.each([
    [4, 0.25, 0.51171875],
    [10, 0.5, 0.003888705],
    [3000, 0.02, 0.0895131227468012],
  ])('of %d rows at %d is SciPy’s smirnov', (rows, d, expected) => {
    expect(oneSidedTail(rows, d)).toBeCloseTo(expected, 12);
  });
});

describe('kolmogorovTail', () => {
  it('is 2 − 2d for one row beyond the middle', () => {
    expect(kolmogorovTail(1, 0.5)).toBe(1);
    expect(kolmogorovTail(1, 0.75)).toBeCloseTo(0.5, 14);
    expect(kolmogorovTail(1, 1)).toBe(0);
  });

  // One line for every method and for either side of the limits between them; scipy.stats.kstwo.sf 1.17.1.
  it.each([
    [5, 0.13, 0.999906688],
    [5, 0.3, 0.664],
    [5, 0.62, 0.022355545600000002],
    [50, 0.08, 0.880839701941023],
    [50, 0.15, 0.19026366518248072],
    [50, 0.4, 9.86356336441006e-8],
    [140, 0.1, 0.11353657290090946],
    [141, 0.1, 0.11128445516467944],
    [1000, 0.01, 0.9999496745370611],
    [1000, 0.03, 0.3226902143914636],
    [1000, 0.06, 0.001428597887952891],
    [1000, 0.6, 0],
    [100_000, 0.004, 0.08130148920222469],
    [200_000, 0.0008, 0.9995345591134883],
    [200_000, 0.003, 0.0545369786611305],
    [200_000, 0.05, 0],
  ])('of %d rows at %d is SciPy’s', (rows, d, expected) => {
    expect(Math.abs(kolmogorovTail(rows, d) - expected)).toBeLessThan(1e-9 * Math.max(expected, 1e-3));
  });

  test.prop([
    fc.integer({ min: 1, max: 400 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ])('is a probability that falls with the distance', (rows, one, other) => {
    const nearer = kolmogorovTail(rows, Math.min(one, other));
    const farther = kolmogorovTail(rows, Math.max(one, other));
    expect(farther).toBeGreaterThanOrEqual(0);
    expect(nearer).toBeLessThanOrEqual(1);
    expect(farther).toBeLessThanOrEqual(nearer + 1e-6);
  });

  test.prop([fc.integer({ min: 141, max: 2000 }), fc.double({ min: 0.4, max: 1.4, noNaN: true })])(
    'the exact matrix and the approximation for many rows agree where both work',
    (rows, z) => {
      const d = z / Math.sqrt(rows);
      expect(pelzGoodProbability(rows, d)).toBeCloseTo(durbinProbability(rows, d), 5);
    },
  );
});
