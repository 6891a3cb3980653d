import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ColumnPair } from '#src/drift/column-pair.ts';
import { driftsWhen } from '#src/drift/decide.ts';
import { chiSquareTail } from '#src/drift/statistics/chi-square.ts';
import type { DriftTest } from '#src/drift/tests/drift-test.ts';
import { driftTests } from '#src/drift/tests/index.ts';

const members: [string, DriftTest][] = Object.entries(driftTests);
const counts = fc
  .array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 2, maxLength: 8 })
  .filter((pairs) => pairs.every(([a, b]) => a + b > 0) && pairs.some(([a]) => a > 0) && pairs.some(([, b]) => b > 0));

function categorical(pairs: readonly (readonly [number, number])[]): ColumnPair {
  return {
    type: 'categorical',
    frequencies: { reference: pairs.map(([count]) => count), current: pairs.map(([, count]) => count) },
  };
}

function numerical(reference: readonly number[], current: readonly number[]): ColumnPair {
  return {
    type: 'numerical',
    reference: Float64Array.from(reference).sort(),
    current: Float64Array.from(current).sort(),
    integers: false,
  };
}

const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 60 });

/** Undefined for few rows, a single value, or more than two. */
const SOMETIMES_UNDEFINED = ['t_test', 'anderson', 'cramer_von_mises', 'es', 'fisher_exact'];

function expectInRange(score: number, { kind }: DriftTest, name: string): void {
  if (SOMETIMES_UNDEFINED.includes(name) && Number.isNaN(score)) return;
  expect(score).toBeGreaterThanOrEqual(0);
  expect(score).toBeLessThanOrEqual(kind === 'p_value' ? 1 : Number.POSITIVE_INFINITY);
}

/** What each says where both sides are the same: SciPy's table for `anderson` ends at 0.25, `mannw` is one-sided. */
function expectNoChange(score: number, { kind }: DriftTest, name: string): void {
  if (SOMETIMES_UNDEFINED.includes(name) && Number.isNaN(score)) return;
  if (name === 'anderson') expect(score).toBe(0.25);
  else if (name === 'mannw') expect(score).toBeGreaterThanOrEqual(0.5);
  else expect(score).toBeCloseTo(kind === 'p_value' ? 1 : 0, 6);
}

describe.each(members.filter(([, { appliesTo }]) => appliesTo.includes('categorical')))(
  '%s of categories',
  (name, member) => {
    test.prop([counts])('scores within its range, and no change as no change', (pairs) => {
      expectInRange(member.score(categorical(pairs)), member, name);
      const same = pairs.map(([a, b]) => [a + b, 3 * (a + b)] as const);
      expectNoChange(member.score(categorical(same)), member, name);
    });
  },
);

describe.each(members.filter(([, { appliesTo }]) => appliesTo.includes('numerical')))(
  '%s of numbers',
  (name, member) => {
    test.prop([values, values])('scores within its range, and no change as no change', (a, b) => {
      expectInRange(member.score(numerical(a, b)), member, name);
      expectNoChange(member.score(numerical(a, a)), member, name);
    });
  },
);

describe.each(members)('%s', (name, { kind, driftsWhen: direction, defaultThreshold }) => {
  it('means drift in the direction of its kind', () => {
    const drifts = driftsWhen[direction];
    const worse = kind === 'p_value' ? defaultThreshold / 2 : defaultThreshold * 2;
    const better = kind === 'p_value' ? defaultThreshold * 2 : defaultThreshold / 2;
    expect([drifts(worse, defaultThreshold), drifts(better, defaultThreshold)]).toEqual([true, false]);
    expect(drifts(Number.NaN, defaultThreshold)).toBe(false);
  });

  it('decides a score on the threshold as Evidently does', () => {
    const onThreshold = driftsWhen[direction](defaultThreshold, defaultThreshold);
    const isDriftThere = ['ks', 'cramer_von_mises'].includes(name) || (kind === 'distance' && name !== 'ed');
    expect(onThreshold).toBe(isDriftThere);
  });
});

describe('symmetry', () => {
  test.prop([values, values, fc.constantFrom('ks', 't_test', 'anderson', 'cramer_von_mises', 'es', 'ed')])(
    'of the tests of numbers that do not care which side is the reference',
    (a, b, method) => {
      const [forward, backward] = [numerical(a, b), numerical(b, a)].map((pair) => driftTests[method].score(pair));
      if (Number.isNaN(forward)) expect(backward).toBeNaN();
      else expect(backward).toBeCloseTo(forward!, 8);
    },
  );

  test.prop([counts, fc.constantFrom('z', 'jensenshannon', 'psi', 'hellinger', 'total_variation')])(
    'of the tests of categories that are symmetric',
    (pairs, method) => {
      const swapped = pairs.map(([a, b]) => [b, a] as const);
      expect(driftTests[method].score(categorical(swapped))).toBeCloseTo(
        driftTests[method].score(categorical(pairs)),
        8,
      );
    },
  );
});

describe('by hand', () => {
  it('chi-square: 10, 20, 30 expected, 20, 20, 20 seen', () => {
    // (10² / 10) + 0 + (10² / 30) = 13.33…, two degrees of freedom
    expect(
      driftTests.chisquare.score(
        categorical([
          [10, 20],
          [20, 20],
          [30, 20],
        ]),
      ),
    ).toBeCloseTo(Math.exp(-20 / 3), 12);
  });

  it('chi-square: a value the reference lacks is certain drift, a single value undefined', () => {
    expect(
      driftTests.chisquare.score(
        categorical([
          [5, 5],
          [0, 1],
        ]),
      ),
    ).toBe(0);
    expect(driftTests.chisquare.score(categorical([[5, 7]]))).toBeNaN();
  });

  it('z: 40 of 100 against 60 of 100', () => {
    // 0.2 / √(0.5 · 0.5 · 0.02) = 2.828…
    expect(
      driftTests.z.score(
        categorical([
          [40, 60],
          [60, 40],
        ]),
      ),
    ).toBeCloseTo(0.004677734981047266, 12);
    expect(driftTests.z.score(categorical([[5, 7]]))).toBe(1);
  });

  it('wasserstein: a shift by two standard deviations is two', () => {
    expect(driftTests.wasserstein.score(numerical([-1, 1], [1, 3]))).toBeCloseTo(2, 14);
  });

  it('wasserstein: a constant reference counts as spread by 0.001', () => {
    expect(driftTests.wasserstein.score(numerical([3, 3], [4]))).toBeCloseTo(1000, 9);
  });

  it('jensenshannon: disjoint sides are √ln 2 apart', () => {
    expect(
      driftTests.jensenshannon.score(
        categorical([
          [5, 0],
          [0, 9],
        ]),
      ),
    ).toBeCloseTo(Math.sqrt(Math.LN2), 14);
  });

  it('psi and kl_div: half and half against one in four', () => {
    const pair = categorical([
      [2, 1],
      [2, 3],
    ]);
    expect(driftTests.psi.score(pair)).toBeCloseTo(0.25 * Math.log(2) - 0.25 * Math.log(2 / 3), 14);
    expect(driftTests.kl_div.score(pair)).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2 / 3), 14);
  });

  it('hellinger: half and half against all in one', () => {
    expect(
      driftTests.hellinger.score(
        categorical([
          [1, 2],
          [1, 0],
        ]),
      ),
    ).toBeCloseTo(Math.sqrt(1 - Math.SQRT1_2), 14);
  });

  it('ed: 0 against 2, and the root of the unit', () => {
    expect(driftTests.ed.score(numerical([0], [2]))).toBeCloseTo(2, 14);
    expect(driftTests.ed.score(numerical([0], [200]))).toBeCloseTo(20, 13);
  });

  it('anderson: between the ends of the table, where disjoint sides are', () => {
    const ramp = (rows: number, from: number) => Array.from({ length: rows }, (_, row) => from + row);
    expect(driftTests.anderson.score(numerical(ramp(20, 0), ramp(20, 0)))).toBe(0.25);
    expect(driftTests.anderson.score(numerical(ramp(20, 0), ramp(20, 50)))).toBe(0.001);
    expect(driftTests.anderson.score(numerical([1, 1, 1, 1], [1, 1]))).toBeNaN();
  });

  it('g_test: 10 and 30 expected of 4 and 36, at half the rows', () => {
    // 2 (4 ln 0.4 + 36 ln 1.2), one degree of freedom, two-sided normal of its root
    const pair = categorical([
      [20, 4],
      [60, 36],
    ]);
    const statistic = 2 * (4 * Math.log(0.4) + 36 * Math.log(1.2));
    expect(driftTests.g_test.score(pair)).toBeCloseTo(chiSquareTail(statistic, 1), 14);
  });

  it('g_test: a value the reference lacks is certain drift, a single value undefined', () => {
    const gained = categorical([
      [5, 5],
      [0, 1],
    ]);
    expect(driftTests.g_test.score(gained)).toBe(0);
    expect(driftTests.g_test.score(categorical([[5, 7]]))).toBeNaN();
  });

  it('fisher_exact: the lady who tastes tea', () => {
    // (1 + 16 + 16 + 1) / 70
    const tea = categorical([
      [3, 1],
      [1, 3],
    ]);
    expect(driftTests.fisher_exact.score(tea)).toBeCloseTo(34 / 70, 12);
    expect(driftTests.fisher_exact.score(categorical([[5, 7]]))).toBe(1);
    expect(driftTests.fisher_exact.score(categorical(Array(3).fill([1, 1])))).toBeNaN();
  });

  it('TVD: exact for two values, the same deals every time for more', () => {
    const tea = categorical([
      [4, 0],
      [0, 4],
    ]);
    expect(driftTests.TVD.score(tea)).toBeCloseTo(2 / 70, 12);
    const three = categorical([
      [30, 20],
      [40, 40],
      [10, 25],
    ]);
    expect(driftTests.TVD.score(three)).toBe(driftTests.TVD.score(three));
    expect(driftTests.TVD.score(three)).toBeLessThan(0.05);
  });

  it('tests of ordered values refuse categories', () => {
    expect(() => driftTests.ks.score(categorical([[1, 1]]))).toThrow(TypeError);
    expect(() => driftTests.wasserstein.score(categorical([[1, 1]]))).toThrow(TypeError);
  });
});
