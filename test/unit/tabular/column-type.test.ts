import { describe, expect, test } from 'vitest';
import { columnTypes, inferColumnType } from '#src/tabular/column-type.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Column, NumericColumn } from '#src/tabular/table.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const numbers = (storage: NumericColumn['storage'], ...values: number[]): Column => ({
  name: 'x',
  storage,
  values: Float64Array.from(values),
});
const texts = (...codes: number[]): Column => ({
  name: 'x',
  storage: 'string',
  levels: ['a', 'b', 'c', 'd', 'e'],
  codes: Int32Array.from(codes),
});
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('inferColumnType', () => {
  test.each<[string, Column, string]>([
    ['integers, 10 distinct', numbers('integer', ...upTo(10), ...upTo(10)), 'categorical'],
    ['integers, 11 distinct', numbers('integer', ...upTo(11)), 'numerical'],
    ['integers with a gap', numbers('integer', 1, 2, Number.NaN), 'numerical'],
    ['floats, 2 distinct', numbers('float', 0.5, 1.5, 0.5), 'numerical'],
    ['booleans', numbers('boolean', 0, 1), 'categorical'],
    ['timestamps', numbers('timestamp', 0, 1), 'datetime'],
    ['texts, half distinct', texts(0, 1, 0, 1), 'categorical'],
    ['texts, more than half distinct', texts(0, 1, 2, 0), 'text'],
    ['texts, gaps do not count', texts(0, 1, 0, -1, -1), 'text'],
    ['texts, unused levels do not count', texts(0, 0), 'categorical'],
    ['all missing', texts(-1, -1), 'unknown'],
    ['all missing numbers', numbers('float', Number.NaN), 'unknown'],
    ['no rows', numbers('integer'), 'unknown'],
  ])('%s', (_, column, type) => {
    expect(inferColumnType(column)).toBe(type);
  });
});

test('the project file has the last word', () => {
  const table = { rowCount: 2, columns: [numbers('integer', 1, 2), { ...texts(0, 0), name: 'toString' }] };
  expect([...columnTypes(table, { x: { type: 'numerical' } })]).toEqual([
    ['x', 'numerical'],
    ['toString', 'categorical'],
  ]);
});

describe.skipIf(!hasShared)('real data (skipped when ../shared is absent)', () => {
  test('adult has 6 numerical and 9 categorical columns, as Evidently sees it', async () => {
    const table = await readTable([sharedPath('data/adult/adult_train.csv.gz')]);
    const types = [...columnTypes(table).values()];
    expect(types.filter((type) => type === 'numerical')).toHaveLength(6);
    expect(types.filter((type) => type === 'categorical')).toHaveLength(9);
  });
});
