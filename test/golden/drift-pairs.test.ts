import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ColumnType } from '#src/contracts/settings/column-type.ts';
import type { DriftMethod, TextMethod } from '#src/contracts/settings/drift.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { namedTest } from '#src/drift/named-test.ts';
import { driftTests } from '#src/drift/tests/index.ts';
import { inferColumnType } from '#src/tabular/column-type.ts';
import { columnNamed } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { GoldenPair, readGolden, readPair } from '#test/support/golden-drift.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const TYPES = { num: 'numerical', cat: 'categorical' } as const satisfies Record<string, ColumnType>;
const PAIRS = hasShared
  ? readdirSync(sharedPath('golden/drift'))
      .filter((file) => file.endsWith('.json') && !file.endsWith('.rows.json') && file !== 'edge_cases.json')
      .map((file) => file.replace('.json', ''))
  : [];

/** 1e-6, relative for scores above 1. */
function expectScore(actual: number | null | undefined, expected: number, what: string): void {
  if (Number.isNaN(expected)) expect(actual, what).toBeNull();
  const error = Number.isNaN(expected) ? 0 : Math.abs((actual ?? Number.NaN) - expected);
  expect(error, `${what}: ${actual} for ${expected}`).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected || 0)));
}

const displayName = (method: DriftMethod | TextMethod) => namedTest(method).displayName;

describe.skipIf(!hasShared).each(PAIRS)('Evidently on %s (skipped when ../shared is absent)', (name) => {
  const golden = readGolden(name, GoldenPair);
  const types = Object.fromEntries(Object.entries(golden.columns).map(([column, { type }]) => [column, TYPES[type]]));
  let reference: Table;
  let current: Table;
  beforeAll(async () => {
    ({ reference, current } = await readPair(golden));
  });

  it('is read as the golden run read it', () => {
    expect([reference.rowCount, current.rowCount]).toEqual([golden.reference_rows, golden.current_rows]);
  });

  it('gives the same verdict on the data set and on every column', () => {
    const report = detectDrift(reference, current, { mode: 'evidently', types, columns: golden.columns_order });
    expect(report).toMatchObject({
      datasetDrift: golden.dataset.dataset_drift,
      decision: golden.dataset.dataset_drift ? 'merge_datasets' : 'no_drift',
      driftShare: golden.dataset.share_of_drifted_columns,
      shareThreshold: golden.dataset.drift_share_threshold,
      driftedColumns: golden.dataset.number_of_drifted_columns,
      columns: golden.dataset.number_of_columns,
    });
    for (const [column, expected] of Object.entries(golden.columns)) {
      const actual = report.byColumn[column]!;
      expectScore(actual.score, expected.score, column);
      expect({ ...actual, method: displayName(actual.method), score: 0 }, column).toEqual({
        type: TYPES[expected.type],
        method: expected.method,
        threshold: expected.threshold,
        drifted: expected.drifted,
        score: 0,
      });
    }
  });

  it.each(Object.keys(driftTests) as DriftMethod[])('gives the same %s score wherever Evidently has one', (method) => {
    for (const [column, { all_methods }] of Object.entries(golden.columns)) {
      const expected = all_methods[method];
      if (!expected || 'error' in expected) continue;
      const actual = detectDrift(reference, current, { mode: 'evidently', types, columns: [column], method }).byColumn[
        column
      ]!;
      expectScore(actual.score, expected.score, `${method} of ${column}`);
      expect([actual.threshold, actual.drifted], column).toEqual([expected.threshold, expected.drifted]);
    }
  });

  it('infers the same types from each side alone, and the same verdict from them', () => {
    for (const [column, expected] of Object.entries(golden.columns)) {
      const inferred = [reference, current].map((table) => inferColumnType(columnNamed(table, column)));
      expect(inferred, column).toEqual(
        [expected.inferred_type_reference_alone, expected.inferred_type_current_alone].map(
          (type) => TYPES[type as keyof typeof TYPES] ?? type,
        ),
      );
    }
    const bare = golden.without_data_definition;
    const report = detectDrift(reference, current, { mode: 'evidently', columns: golden.columns_order });
    expect([report.driftedColumns, report.columns, report.datasetDrift]).toEqual([
      bare.number_of_drifted_columns,
      bare.number_of_columns,
      bare.dataset_drift,
    ]);
    for (const [column, expected] of Object.entries(bare.columns)) {
      const actual = report.byColumn[column]!;
      expectScore(actual.score, expected.score, column);
      expect([displayName(actual.method), actual.drifted], column).toEqual([expected.method, expected.drifted]);
    }
  });
});

describe.runIf(!hasShared)('../shared is absent', () => {
  it('so the golden pairs cannot be compared', ({ skip }) => skip());
});
