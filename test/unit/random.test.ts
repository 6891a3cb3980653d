import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { below, createRandom } from '#src/random.ts';

const take = (count: number, seed: number, stream?: number) => {
  const random = createRandom(seed, stream);
  return Array.from({ length: count }, random);
};

describe('createRandom', () => {
  it('repeats itself for the same seed and for no other seed or stream', () => {
    expect(take(5, 42)).toEqual(take(5, 42));
    expect(take(5, 42)).not.toEqual(take(5, 43));
    expect(take(5, 42)).not.toEqual(take(5, 42, 1));
  });

  test.prop([fc.integer(), fc.nat(200)])('spreads evenly from 0 to 1', (seed, stream) => {
    const values = take(4000, seed, stream);
    const bins = Array<number>(10).fill(0);
    for (const value of values) bins[Math.floor(value * 10)]! += 1;
    // Six standard deviations of a binomial with 4000 draws and p = 0.1.
    for (const count of bins) expect(Math.abs(count - 400)).toBeLessThan(6 * Math.sqrt(360));
  });

  test.prop([fc.integer(), fc.integer({ min: 1, max: 1000 })])('below() stays below', (seed, limit) => {
    const random = createRandom(seed);
    for (let draw = 0; draw < 50; draw++) {
      const value = below(limit, random);
      expect(Number.isInteger(value) && value >= 0 && value < limit).toBe(true);
    }
  });
});
