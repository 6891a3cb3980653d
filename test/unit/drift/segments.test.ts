import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DriftOptions, detectDrift } from '#src/drift/detect-drift.ts';
import { compareSegments } from '#src/drift/segments.ts';
import { createRandom } from '#src/random.ts';
import { selectRows } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

/** Rows of three regions, of which the south is moved; the last has too few rows to compare. */
function regions(seed: number, shift: number): Table {
  const random = createRandom(seed);
  const region = Array.from({ length: 400 }, (_, row) => (row < 10 ? 'tiny' : row % 2 ? 'north' : 'south'));
  const size = region.map((name) => random() + (name === 'south' ? shift : 0));
  return tableOf(
    texts('region', region),
    numbers('size', size),
    numbers(
      'still',
      region.map(() => random()),
    ),
  );
}

function segmentsOf(reference: Table, current: Table, options: DriftOptions = {}) {
  const report = detectDrift(reference, current, options);
  return compareSegments(reference, current, ['region'], report, options)['region']!;
}

describe('compareSegments', () => {
  const [reference, current] = [regions(1, 0), regions(2, 0.6)];

  it('finds drift within the value that has it', () => {
    const segments = segmentsOf(reference, current);
    expect(Object.keys(segments)).toEqual(['north', 'south', 'tiny']);
    expect(segments['north']).toMatchObject({ decision: 'no_drift', driftedColumns: 0, columns: 2, byColumn: {} });
    expect(segments['south']).toMatchObject({ decision: 'merge_datasets', driftShare: 0.5, driftedColumns: 1 });
    expect(Object.keys(segments['south']!.byColumn)).toEqual(['size']);
    expect(segments['south']!.rows).toEqual({ reference: 195, current: 195 });
  });

  it('does not compare a handful of rows', () => {
    expect(segmentsOf(reference, current)['tiny']).toMatchObject({ decision: null, driftShare: null, columns: 0 });
  });

  it('leaves out a column that is empty within a segment, in either mode', () => {
    const gappy = { ...reference, columns: reference.columns.slice(0, 2) };
    const values = Float64Array.from({ length: 400 }, (_, row) => (row % 2 ? Number.NaN : row));
    const half: Table = { ...gappy, columns: [...gappy.columns, { name: 'half', storage: 'float', values }] };
    for (const mode of ['calibrated', 'evidently'] as const) {
      const segments = segmentsOf(half, half, { mode });
      expect([segments['north']!.columns, segments['south']!.columns]).toEqual([1, 2]);
    }
  });

  it('does not depend on the order of the rows', () => {
    const expected = segmentsOf(reference, current);
    const order = fc.shuffledSubarray([...Array(400).keys()], { minLength: 400 });
    fc.assert(
      fc.property(order, order, (before, now) => {
        expect(segmentsOf(selectRows(reference, before), selectRows(current, now))).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('refuses a column that makes no segments', () => {
    const report = detectDrift(reference, current);
    expect(() => compareSegments(reference, current, ['size'], report, {})).toThrow('share 0 of its values');
    expect(() => compareSegments(reference, current, ['nowhere'], report, {})).toThrow('there is no column "nowhere"');
  });
});
