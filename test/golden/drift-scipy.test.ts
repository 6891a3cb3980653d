import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binnedShares, fillEmptyBins } from '#src/drift/binning/shares.ts';
import type { ColumnPair } from '#src/drift/column-pair.ts';
import { pairColumns } from '#src/drift/pair-columns.ts';
import { asymptoticPValue, exactPValue, twoSampleKs } from '#src/drift/statistics/two-sample-ks.ts';
import { goodnessOfFit } from '#src/drift/tests/chisquare.ts';
import { wassersteinDistance } from '#src/drift/tests/wasserstein.ts';
import { columnNamed } from '#src/tabular/select.ts';
import { GoldenPair, readGolden, readPair } from '#test/support/golden-drift.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const PAIRS = hasShared
  ? readdirSync(sharedPath('golden/drift'))
      .filter((file) => file.endsWith('.json') && !file.endsWith('.rows.json') && file !== 'edge_cases.json')
      .map((file) => file.replace('.json', ''))
  : [];

function lcm(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

type Figures = GoldenPair['columns'][string]['scipy'];

function expectKs(pair: Extract<ColumnPair, { type: 'numerical' }>, figures: Figures): void {
  const [n1, n2] = [pair.reference.length, pair.current.length];
  const { statistic, pValue, method } = twoSampleKs(pair.reference, pair.current);
  expect(statistic).toBeCloseTo(figures.ks_2samp_auto!.statistic, 10);
  expect(pValue).toBeCloseTo(figures.ks_2samp_auto!.pvalue, 9);
  expect(method).toBe(figures.ks_2samp_auto!.mode_used === 'exact' ? 'exact' : 'asymptotic');
  expect(asymptoticPValue(n1, n2, statistic)).toBeCloseTo(figures.ks_2samp_asymp!.pvalue, 9);
  if (method !== 'exact' && figures.ks_2samp_exact?.mode_used === 'exact') {
    expect(exactPValue(n1, n2, Math.round(statistic * lcm(n1, n2)))).toBeCloseTo(figures.ks_2samp_exact.pvalue, 9);
  }
}

function expectAll(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 12);
}

function expectBins(pair: ColumnPair, binned: NonNullable<Figures['binned']>): void {
  const shares = binnedShares(pair);
  expectAll(shares.reference, binned.reference);
  expectAll(shares.current, binned.current);
  const filled = fillEmptyBins(shares);
  expectAll(filled.reference, binned.reference_zero_filled);
  expectAll(filled.current, binned.current_zero_filled);
}

function expectColumn(pair: ColumnPair, scipy: Figures): void {
  if (scipy.binned) expectBins(pair, scipy.binned);
  if (pair.type === 'categorical') {
    expect(pair.frequencies).toEqual({ reference: scipy.reference_counts, current: scipy.current_counts });
    expect(goodnessOfFit(pair.frequencies)).toBeCloseTo(scipy.chisquare_goodness_of_fit!.pvalue, 9);
    return;
  }
  expectKs(pair, scipy);
  const distance = scipy.wasserstein_distance_raw!;
  expect(Math.abs(wassersteinDistance(pair.reference, pair.current) - distance)).toBeLessThanOrEqual(1e-9 * distance);
}

describe.skipIf(!hasShared).each(PAIRS)('SciPy on %s (skipped when ../shared is absent)', (name) => {
  it('has the same Kolmogorov-Smirnov figures, distances, bins and counts', async () => {
    const golden = readGolden(name, GoldenPair);
    const tables = await readPair(golden);
    for (const [column, { type, scipy }] of Object.entries(golden.columns)) {
      const testedAs = type === 'num' ? 'numerical' : 'categorical';
      const reference = columnNamed(tables.reference, column);
      const current = columnNamed(tables.current, column);
      expectColumn(pairColumns({ type: testedAs, testedAs, reference, current }), scipy);
    }
  });
});

describe.runIf(!hasShared)('../shared is absent', () => {
  it('so the golden pairs cannot be compared', ({ skip }) => skip());
});
