import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { drawHypergeometric } from '#src/drift/statistics/draw-hypergeometric.ts';
import { hypergeometricDensities, hypergeometricDensity, rangeOf } from '#src/drift/statistics/hypergeometric.ts';
import { createRandom } from '#src/random.ts';

const urn = fc
  .tuple(fc.nat(60), fc.nat(60), fc.nat())
  .filter(([referenceRows, currentRows]) => referenceRows + currentRows > 0)
  .map(([referenceRows, currentRows, raw]) => ({
    referenceRows,
    currentRows,
    counted: raw % (referenceRows + currentRows + 1),
  }));

describe('hypergeometricDensities', () => {
  test.prop([urn])('make one whole, and each is what it is by itself', (one) => {
    const densities = hypergeometricDensities(one);
    const [fewest] = rangeOf(one);
    expect(densities.reduce((sum, density) => sum + density, 0)).toBeCloseTo(1, 11);
    for (const [index, density] of densities.entries()) {
      expect(density).toBeCloseTo(hypergeometricDensity(fewest + index, one), 11);
    }
  });

  it('holds for millions of rows', () => {
    const densities = hypergeometricDensities({ counted: 400_000, referenceRows: 1e6, currentRows: 1e6 });
    expect(densities.reduce((sum, density) => sum + density, 0)).toBeCloseTo(1, 9);
  });
});

describe('drawHypergeometric', () => {
  test.prop([urn, fc.nat()])('stays among the hits there can be', (one, seed) => {
    const [fewest, most] = rangeOf(one);
    const hits = drawHypergeometric(one, createRandom(seed));
    expect(hits).toBeGreaterThanOrEqual(fewest);
    expect(hits).toBeLessThanOrEqual(most);
  });

  it('draws every number of hits as often as its probability says', () => {
    const one = { counted: 6, referenceRows: 9, currentRows: 5 };
    const random = createRandom(3);
    const seen = new Map<number, number>();
    const draws = 20_000;
    for (let draw = 0; draw < draws; draw++) {
      const hits = drawHypergeometric(one, random);
      seen.set(hits, (seen.get(hits) ?? 0) + 1);
    }
    for (const [hits, density] of hypergeometricDensities(one).entries()) {
      const error = Math.abs((seen.get(hits) ?? 0) / draws - density);
      expect(error).toBeLessThan(4 * Math.sqrt(density / draws));
    }
  });
});
