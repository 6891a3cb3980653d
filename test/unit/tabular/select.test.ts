import { describe, expect, test } from 'vitest';
import { columnNamed, dropColumns, selectRows } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';

const table: Table = {
  rowCount: 3,
  columns: [
    { name: 'n', storage: 'float', values: Float64Array.of(1, Number.NaN, 3) },
    { name: 's', storage: 'string', levels: ['a', 'b'], codes: Int32Array.of(1, -1, 0) },
  ],
};

describe('selectRows', () => {
  test('takes the rows in the given order, repeats included', () => {
    expect(selectRows(table, [2, 0, 2])).toEqual({
      rowCount: 3,
      columns: [
        { name: 'n', storage: 'float', values: Float64Array.of(3, 1, 3) },
        { name: 's', storage: 'string', levels: ['a', 'b'], codes: Int32Array.of(0, 1, 0) },
      ],
    });
    expect(selectRows(table, Int32Array.of()).rowCount).toBe(0);
  });

  test.each([[-1], [3], [0.5], [Number.NaN]])('refuses row %s', (row) => {
    expect(() => selectRows(table, [0, row])).toThrow(/outside the table's 3 rows/);
  });
});

test('columnNamed names the columns there are', () => {
  expect(columnNamed(table, 's').storage).toBe('string');
  expect(() => columnNamed(table, 'S')).toThrow('there is no column "S"; the columns are n, s');
});

test('dropColumns keeps the others', () => {
  expect(dropColumns(table, ['n', 'nowhere']).columns.map(({ name }) => name)).toEqual(['s']);
});
