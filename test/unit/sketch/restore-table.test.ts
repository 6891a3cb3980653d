import { describe, expect, it } from 'vitest';
import { InvalidDataError } from '#src/errors.ts';
import { restoreTables } from '#src/sketch/restore-table.ts';
import { sketchTable } from '#src/sketch/table-sketch.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const sketch = (table: Table, ...categories: string[]) => sketchTable(table, new Set(categories));
const table = tableOf(numbers('x', [3, null, Infinity, 1], 'integer'), texts('level', ['b', 'a', null, 'b']));
const manyLevels: Table = {
  rowCount: 70_000,
  columns: [
    numbers(
      'x',
      Array.from({ length: 70_000 }, () => 1),
      'integer',
    ),
    {
      name: 'level',
      storage: 'string',
      levels: Array.from({ length: 70_000 }, (_, row) => `key ${1e6 + row}`),
      codes: Int32Array.from({ length: 70_000 }, (_, row) => row),
    },
  ],
};

describe('restored tables', () => {
  it('have every column’s values, missing and infinite ones included, in an order of their own', () => {
    const { reference, leftOut } = restoreTables(sketch(table), sketch(table), []);
    expect(leftOut).toEqual([]);
    expect(reference.rowCount).toBe(4);
    expect(reference.columns).toMatchObject([
      { name: 'x', storage: 'integer', values: Float64Array.of(1, 3, Infinity, Number.NaN) },
      { name: 'level', storage: 'string', levels: ['a', 'b'], codes: Int32Array.of(0, 1, 1, -1) },
    ]);
  });

  it('hold the column that was asked for last', () => {
    const [x, level] = restoreTables(sketch(table), sketch(table), []).reference.columns;
    const values = () => (x?.storage === 'string' ? undefined : x?.values);
    const codes = () => (level?.storage === 'string' ? level.codes : undefined);
    const first = values();
    expect(values()).toBe(first);
    expect(codes()).toBe(codes());
    expect(values()).not.toBe(first);
    expect(values()).toEqual(first);
  });

  it('leave a column of keys out on both sides, and say so', () => {
    const { reference, current, leftOut } = restoreTables(sketch(manyLevels), sketch(table), []);
    expect([reference, current].map(({ columns }) => columns.map(({ name }) => name))).toEqual([['x'], ['x']]);
    expect(leftOut).toEqual([{ name: 'level', reason: expect.stringContaining('more levels than are kept') }]);
  });

  it('are refused where a declared category has more levels than are kept', () => {
    expect(() => restoreTables(sketch(table), sketch(manyLevels), ['level'])).toThrow(InvalidDataError);
    const codes = tableOf(
      numbers(
        'x',
        Array.from({ length: 70_000 }, (_, row) => row),
        'integer',
      ),
    );
    expect(() => restoreTables(sketch(codes, 'x'), sketch(codes, 'x'), ['x'])).toThrow('set drift.shardRows above');
    const fewer = tableOf(
      numbers(
        'x',
        Array.from({ length: 60_000 }, (_, row) => row),
        'integer',
      ),
    );
    const [x] = restoreTables(sketch(fewer, 'x'), sketch(fewer, 'x'), ['x']).reference.columns;
    expect(x).toEqual(fewer.columns[0]);
  });
});
