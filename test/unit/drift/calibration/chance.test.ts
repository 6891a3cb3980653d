import { describe, expect, it } from 'vitest';
import { chanceOf } from '#src/drift/calibration/chance.ts';
import type { ColumnPair } from '#src/drift/column-pair.ts';
import { frequenciesOfSorted } from '#src/drift/frequencies.ts';
import { testPair } from '#src/drift/test-pair.ts';
import { createRandom, type Random } from '#src/random.ts';

const NUMERICAL = ['t_test', 'mannw', 'anderson', 'cramer_von_mises', 'es', 'ed', 'ks'] as const;
const CATEGORICAL = ['g_test', 'chisquare', 'TVD'] as const;

/** Mostly ties: half of the values are 0, the others of a long tail. */
const value = (random: Random, shift: number) => Math.max(0, Math.round(40 * (random() ** 3 - 0.125 + shift)));

function numerical(rows: number, rowsNow: number, shift: number, random: Random): ColumnPair {
  const side = (count: number, by: number) => Float64Array.from({ length: count }, () => value(random, by)).sort();
  return { type: 'numerical', reference: side(rows, 0), current: side(rowsNow, shift), integers: true };
}

function categorical(rows: number, rowsNow: number, shift: number, random: Random): ColumnPair {
  const level = (by: number) => Math.min(Math.floor(random() * (4 + by)), 4);
  const side = (count: number, by: number) => Float64Array.from({ length: count }, () => level(by)).sort();
  return { type: 'categorical', frequencies: frequenciesOfSorted(side(rows, 0), side(rowsNow, shift)) };
}

type Method = (typeof NUMERICAL)[number] | (typeof CATEGORICAL)[number];

function chances(method: Method, pairs: number, pairOf: (random: Random) => ColumnPair): number[] {
  return Array.from({ length: pairs }, (_, index) => {
    const random = createRandom(index, 11);
    const pair = pairOf(random);
    return chanceOf(testPair(pair, method, 0.1), pair, 200, random);
  });
}

const shareBelow = (values: readonly number[], bound: number) =>
  values.filter((chance) => chance <= bound).length / values.length;

describe('chanceOf, with no drift', () => {
  // Of 100 pairs 5 are expected; more than 14 would come by chance once in 10,000 times.
  it.each(NUMERICAL)('is small as rarely as it says, of %s, for ties and sides of different sizes', (method) => {
    const found = chances(method, 100, (random) => numerical(90, 30, 0, random));
    expect(shareBelow(found, 0.05)).toBeLessThanOrEqual(0.14);
  });

  it.each(CATEGORICAL)(
    'is small as rarely as it says, of %s, for a reference smaller than the current data',
    (method) => {
      const found = chances(method, 100, (random) => categorical(100, 1500, 0, random));
      expect(shareBelow(found, 0.05)).toBeLessThanOrEqual(0.14);
    },
  );

  it('is 1 for a column that is constant, whatever rounding makes of it', () => {
    const tenths = (rows: number) => new Float64Array(rows).fill(0.1);
    const pair = { type: 'numerical', reference: tenths(9000), current: tenths(333), integers: false } as const;
    for (const method of NUMERICAL) expect(chanceOf(testPair(pair, method, 0.1), pair, 50, createRandom(1))).toBe(1);
  });
});

describe('chanceOf, with drift', () => {
  it.each(NUMERICAL)('is small of %s', (method) => {
    const found = chances(method, 10, (random) => numerical(300, 200, 0.3, random));
    expect(shareBelow(found, 0.01)).toBe(1);
  });

  it.each(CATEGORICAL)('is small of %s', (method) => {
    const found = chances(method, 10, (random) => categorical(300, 300, 1, random));
    expect(shareBelow(found, 0.01)).toBe(1);
  });
});
