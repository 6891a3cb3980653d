import { describe, expect, it } from 'vitest';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { namedTest } from '#src/drift/named-test.ts';
import { chiSquareTail, normalTwoSided } from '#src/drift/statistics/chi-square.ts';
import { asymptoticPValue, twoSampleKs } from '#src/drift/statistics/two-sample-ks.ts';
import { InvalidDataError } from '#src/errors.ts';
import type { Column } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { EdgeCases, readGolden } from '#test/support/golden-drift.ts';
import { hasShared } from '#test/support/shared-data.ts';

const golden = hasShared
  ? readGolden('edge_cases', EdgeCases)
  : { cases: [], ks_2samp: [], chi2_sf: [], norm_two_sided: [] };

const SIGNED: Readonly<Record<string, number>> = { Infinity: Number.POSITIVE_INFINITY, '-Infinity': -Infinity };

/** The golden arrays spell infinities as text. */
function columnOf(values: readonly (string | number | null)[]): Column {
  const isText = values.some((value) => typeof value === 'string' && !(value in SIGNED));
  if (isText)
    return texts(
      'x',
      values.map((value) => (value === null ? null : String(value))),
    );
  return numbers(
    'x',
    values.map((value) => (typeof value === 'string' ? SIGNED[value]! : value)),
  );
}

function expectScore(actual: number | null | undefined, expected: number): void {
  if (Number.isNaN(expected)) expect(actual).toBeNull();
  else expect((actual ?? Number.NaN) / Math.max(1, expected)).toBeCloseTo(expected / Math.max(1, expected), 6);
}

describe.skipIf(!hasShared)('Evidently on edge cases (skipped when ../shared is absent)', () => {
  it.each(golden.cases)('$name', ({ type, reference, current, auto, methods }) => {
    const types = { x: type === 'num' ? 'numerical' : 'categorical' } as const;
    const run = (method?: DriftMethod) =>
      detectDrift(tableOf(columnOf(reference)), tableOf(columnOf(current)), {
        mode: 'evidently',
        types,
        ...(method && { method }),
      });
    if ('error' in auto) {
      expect(() => run()).toThrow(InvalidDataError);
      expect(() => run()).toThrow('column "x" has no values in the reference data');
      return;
    }
    const chosen = run().byColumn['x']!;
    expectScore(chosen.score, auto.score);
    expect(chosen).toMatchObject({ threshold: auto.threshold, drifted: auto.drifted });
    expect(namedTest(chosen.method).displayName).toBe(auto.method);
    for (const [method, expected] of Object.entries(methods)) {
      if ('error' in expected) continue;
      const actual = run(method as DriftMethod).byColumn['x']!;
      expectScore(actual.score, expected.score);
      expect([method, actual.drifted, actual.threshold]).toEqual([method, expected.drifted, expected.threshold]);
    }
  });
});

describe.skipIf(!hasShared)('SciPy tables (skipped when ../shared is absent)', () => {
  it.each(golden.chi2_sf)('chi-square tail at $statistic with $dof degrees of freedom', ({ statistic, dof, sf }) => {
    expect(chiSquareTail(statistic, dof) / sf).toBeCloseTo(1, 10);
  });

  it.each(golden.norm_two_sided)('two-sided normal tail at $z', ({ z, two_sided }) => {
    expect(normalTwoSided(z)).toBeCloseTo(two_sided, 14);
  });

  it.each(golden.ks_2samp)('two-sample Kolmogorov-Smirnov, $n1 and $n2 rows', ({ n1, n2, auto, asymp, a, b }) => {
    expect(asymptoticPValue(n1, n2, auto.statistic)).toBeCloseTo(asymp.pvalue, 10);
    if (!a || !b) return;
    const result = twoSampleKs(Float64Array.from(a).sort(), Float64Array.from(b).sort());
    expect(result.statistic).toBeCloseTo(auto.statistic, 12);
    expect(result.pValue / auto.pvalue).toBeCloseTo(1, 10);
  });
});
