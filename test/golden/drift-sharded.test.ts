import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { type DriftOptions, detectDrift } from '#src/drift/detect-drift.ts';
import type { DriftTest } from '#src/drift/tests/drift-test.ts';
import { driftTests } from '#src/drift/tests/index.ts';
import { restoreTables } from '#src/sketch/restore-table.ts';
import { GoldenPair, readGolden, readPair } from '#test/support/golden-drift.ts';
import { sketchInShards } from '#test/support/shards.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const METHODS: readonly DriftMethod[] = [
  ...(['ks', 'chisquare', 'z', 'wasserstein', 'jensenshannon', 'psi', 'kl_div', 'hellinger'] as const),
  ...(['ks_distance', 'total_variation'] as const),
];
const TYPES = { num: 'numerical', cat: 'categorical' } as const;
const PAIRS = hasShared
  ? readdirSync(sharedPath('golden/drift'))
      .filter((file) => file.endsWith('.json') && !file.endsWith('.rows.json') && file !== 'edge_cases.json')
      .map((file) => file.replace('.json', ''))
  : [];

describe.skipIf(!hasShared).each(PAIRS)('%s in seven shards a side (skipped when ../shared is absent)', (name) => {
  it('has the decision and the scores of the exact check, in both modes and method by method', async () => {
    const golden = readGolden(name, GoldenPair);
    const types = Object.fromEntries(Object.entries(golden.columns).map(([column, { type }]) => [column, TYPES[type]]));
    const categories = Object.keys(types).filter((column) => types[column] === 'categorical');
    const { reference, current } = await readPair(golden);
    const restored = restoreTables(
      sketchInShards(reference, 7, categories),
      sketchInShards(current, 7, categories),
      categories,
    );
    const expectAlike = (options: DriftOptions) => {
      const exact = detectDrift(reference, current, options);
      const sharded = detectDrift(restored.reference, restored.current, options);
      const { byColumn: _, ...dataset } = exact;
      expect(sharded, JSON.stringify(options)).toMatchObject(dataset);
      for (const [column, { score, threshold, drifted, method }] of Object.entries(exact.byColumn)) {
        const actual = sharded.byColumn[column]!;
        expect([actual.method, actual.threshold, actual.drifted], column).toEqual([method, threshold, drifted]);
        const error = Math.abs((actual.score ?? Number.NaN) - (score ?? Number.NaN));
        if (score === null) expect(actual.score).toBeNull();
        else expect(error, `${method} of ${column}`).toBeLessThanOrEqual(0.01 * Math.max(Math.abs(score), threshold));
      }
    };
    for (const mode of ['evidently', 'calibrated'] as const) {
      expectAlike({ mode, types, columns: golden.columns_order });
      expectAlike({ mode, columns: golden.columns_order });
    }
    for (const method of METHODS) {
      const { appliesTo }: DriftTest = driftTests[method];
      const applicable = golden.columns_order.filter((column) => appliesTo.some((type) => type === types[column]));
      // The exact p-values of ten thousand rows take a second each.
      const columns = method === 'ks' ? applicable.slice(0, 1) : applicable;
      if (columns.length > 0) expectAlike({ mode: 'evidently', types, columns, method });
    }
  });
});

describe.runIf(!hasShared)('../shared is absent', () => {
  it('so the golden pairs cannot be compared', ({ skip }) => skip());
});
