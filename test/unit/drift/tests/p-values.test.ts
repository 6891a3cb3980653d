import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ColumnPair } from '#src/drift/column-pair.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { frequenciesOfSorted } from '#src/drift/frequencies.ts';
import { driftTests } from '#src/drift/tests/index.ts';
import { createRandom, type Random } from '#src/random.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';

const PAIRS = 300;

/** Of so many pairs of one distribution, the share whose p-value is at most `level`. */
function alarms(level: number, method: keyof typeof driftTests, pairOf: (random: Random) => ColumnPair): number {
  const scores = Array.from({ length: PAIRS }, (_, seed) => driftTests[method].score(pairOf(createRandom(seed, 5))));
  return scores.filter((score) => score <= level).length / PAIRS;
}

const side = (rows: number, of: () => number) => Float64Array.from({ length: rows }, of).sort();

const smooth = (rows: number, rowsNow: number) => (random: Random) =>
  ({
    type: 'numerical',
    reference: side(rows, random),
    current: side(rowsNow, random),
    integers: false,
  }) as const;

const levels = (count: number, rows: number, rowsNow: number) => (random: Random) => {
  const level = () => Math.floor(random() * count);
  return { type: 'categorical', frequencies: frequenciesOfSorted(side(rows, level), side(rowsNow, level)) } as const;
};

/** Four standard errors of a share of `PAIRS`. */
const within = (level: number) => 4 * Math.sqrt((level * (1 - level)) / PAIRS);

describe('with no drift, p-values are uniform:', () => {
  it.each([
    ['t_test', 50, 30],
    ['mannw', 50, 30],
    ['mannw', 7, 40],
    ['anderson', 50, 30],
    ['cramer_von_mises', 50, 30],
    ['cramer_von_mises', 14, 10],
    ['es', 90, 60],
  ] as const)('%s of %i and %i rows', (method, rows, rowsNow) => {
    for (const level of [0.05, 0.2]) {
      expect(Math.abs(alarms(level, method, smooth(rows, rowsNow)) - level)).toBeLessThan(within(level));
    }
  });

  it('TVD of four values', () => {
    expect(Math.abs(alarms(0.2, 'TVD', levels(4, 100, 60)) - 0.2)).toBeLessThan(within(0.2));
  });

  it('fisher_exact and TVD of two values are at most uniform, being exact', () => {
    for (const method of ['fisher_exact', 'TVD'] as const) {
      expect(alarms(0.2, method, levels(2, 40, 25))).toBeLessThan(0.2 + within(0.2));
    }
  });
});

describe('the order of the rows does not matter:', () => {
  const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 40 });
  const methods = fc.constantFrom('t_test', 'mannw', 'anderson', 'cramer_von_mises', 'es', 'ed', 'g_test', 'TVD');

  test.prop([values, values, methods])('of any test', (reference, current, method) => {
    const isOfCategories = driftTests[method as 'TVD'].appliesTo.includes('categorical');
    const types = { x: isOfCategories ? 'categorical' : 'numerical' } as const;
    const scoreOf = (before: number[], now: number[]) =>
      detectDrift(tableOf(numbers('x', before)), tableOf(numbers('x', now)), { mode: 'evidently', method, types })
        .byColumn['x']!.score;
    const forward = scoreOf(reference, current);
    const backward = scoreOf(reference.toReversed(), current.toReversed());
    if (forward === null) expect(backward).toBeNull();
    else expect(backward).toBeCloseTo(forward, 10);
  });
});
