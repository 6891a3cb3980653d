import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { cramerVonMisesPValue } from '#src/drift/statistics/cramer-von-mises.ts';
import { exactCramerVonMisesTail } from '#src/drift/statistics/exact-cramer-von-mises.ts';
import { createRandom } from '#src/random.ts';

const uniform = (rows: number, seed: number, shift = 0) => {
  const random = createRandom(seed);
  return Float64Array.from({ length: rows }, () => random() + shift).sort();
};

/** Anderson's U of an ordering, by its definition. */
function ranksOf(ordering: readonly ('before' | 'now')[]): number {
  const squares = { before: 0, now: 0 };
  const seen = { before: 0, now: 0 };
  for (const [index, side] of ordering.entries()) {
    seen[side]++;
    squares[side] += (index + 1 - seen[side]) ** 2;
  }
  return seen.before * squares.before + seen.now * squares.now;
}

function orderings(before: number, now: number): ('before' | 'now')[][] {
  if (before === 0 && now === 0) return [[]];
  const first = before > 0 ? orderings(before - 1, now).map((rest): ('before' | 'now')[] => ['before', ...rest]) : [];
  const second = now > 0 ? orderings(before, now - 1).map((rest): ('before' | 'now')[] => ['now', ...rest]) : [];
  return [...first, ...second];
}

describe('exactCramerVonMisesTail', () => {
  test.prop([fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 }), fc.nat()])(
    'is what counting all orderings gives',
    (before, now, raw) => {
      const all = orderings(before, now).map(ranksOf);
      const ranks = all[raw % all.length]!;
      const expected = all.filter((other) => other >= ranks).length / all.length;
      expect(exactCramerVonMisesTail(ranks, before, now)).toBeCloseTo(expected, 12);
    },
  );
});

describe('cramerVonMisesPValue', () => {
  it('is undefined for a single value', () => {
    expect(cramerVonMisesPValue({ reference: uniform(1, 1), current: uniform(9, 2) })).toBeNaN();
  });

  it('goes over from the exact to the limit law without a jump', () => {
    const exact = cramerVonMisesPValue({ reference: uniform(20, 1), current: uniform(20, 2, 0.2) });
    const limit = cramerVonMisesPValue({
      reference: uniform(20, 1),
      current: Float64Array.from([...uniform(20, 2, 0.2), 0.7]).sort(),
    });
    expect(Math.abs(exact - limit)).toBeLessThan(0.02);
  });

  it('is near 0 for 200,000 rows that have moved, and 1 for as many that have not', () => {
    const reference = uniform(200_000, 1);
    expect(cramerVonMisesPValue({ reference, current: uniform(200_000, 2, 0.5) })).toBeLessThan(1e-5);
    expect(cramerVonMisesPValue({ reference, current: reference })).toBe(1);
  });
});
