import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { DataProfile } from '#src/contracts/data-profile.ts';
import { profileTable } from '#src/tabular/profile.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const only = (table: Parameters<typeof profileTable>[0]) => {
  const [column] = profileTable(table).columns;
  if (!column) throw new Error('the table has no column');
  return column;
};

describe('profileTable', () => {
  it('describes numbers as pandas does', () => {
    // pandas.Series([1, 2, 3, 4, 10, None]).describe([.25, .95])
    const column = only(tableOf(numbers('x', [10, 1, 2, 3, 4, null])));
    expect(column).toMatchObject({ storage: 'float', type: 'numerical', missing: 1, distinct: 5, infinite: 0 });
    expect(column.numbers).toMatchObject({ mean: 4, min: 1, max: 10 });
    expect(column.numbers?.std).toBeCloseTo(3.5355339059327378, 14);
    expect(column.numbers?.quantiles['0.25']).toBe(2);
    expect(column.numbers?.quantiles['0.95']).toBeCloseTo(8.8, 12);
  });

  it('counts the commonest texts, equal counts in code-point order', () => {
    const column = only(tableOf(texts('city', ['b', 'a', 'b', null, 'c', 'a'])));
    expect(column).toMatchObject({ missing: 1, distinct: 3, type: 'text' });
    expect(column.top).toEqual([
      { value: 'a', count: 2 },
      { value: 'b', count: 2 },
      { value: 'c', count: 1 },
    ]);
    expect(column.numbers).toBeUndefined();
  });

  it('gives truth values as such and times as ISO 8601', () => {
    const flag = numbers('flag', [1, 0, 1, null], 'boolean');
    const at = numbers('at', [Date.UTC(2026, 0, 2), Date.UTC(2025, 11, 31), null, null], 'timestamp');
    const [first, second] = profileTable(tableOf(flag, at)).columns;
    expect(first?.top).toEqual([
      { value: true, count: 2 },
      { value: false, count: 1 },
    ]);
    expect(second?.times).toEqual({ min: '2025-12-31T00:00:00.000Z', max: '2026-01-02T00:00:00.000Z' });
    expect(second).not.toHaveProperty('numbers');
  });

  it('keeps infinities out of the moments, and says how many there are', () => {
    const column = only(tableOf(numbers('x', [1, 3, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])));
    expect(column).toMatchObject({ infinite: 2, distinct: 4, missing: 0 });
    expect(column.numbers).toMatchObject({ mean: 2, max: 3 });
  });

  it('says nothing of the values of an empty column, and follows the types of the project file', () => {
    const table = tableOf(numbers('gone', [null, null]), numbers('code', [7, 8], 'integer'));
    const [gone, code] = profileTable(table, { code: { type: 'numerical' } }).columns;
    expect(gone).toEqual({
      name: 'gone',
      storage: 'float',
      type: 'unknown',
      missing: 2,
      distinct: 0,
      infinite: 0,
      top: [],
    });
    expect(code?.type).toBe('numerical');
  });

  test.prop([fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 60 })])(
    'keeps its contract, counts every row once and orders the quantiles',
    (values) => {
      const column = only(tableOf(numbers('x', values)));
      DataProfile.parse({ rows: values.length, columns: [column] });
      const { numbers: found } = column;
      if (!found) return;
      const ordered = [found.min, ...Object.values(found.quantiles), found.max];
      expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    },
  );
});
