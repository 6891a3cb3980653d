import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSketch, encodeSketch } from '#src/sketch/sketch-file.ts';
import { mergeSketches, sketchTable } from '#src/sketch/table-sketch.ts';
import { selectRows } from '#src/tabular/select.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const NONE = new Set<string>();
const cell = fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true }), fc.constant(Infinity)));
const word = fc.option(fc.constantFrom('a', 'B', 'é', '😀'));
const tables = fc.array(fc.tuple(cell, word), { maxLength: 30 }).map((rows) =>
  tableOf(
    numbers(
      'x',
      rows.map(([x]) => x),
    ),
    texts(
      'level',
      rows.map(([, level]) => level),
    ),
  ),
);
const part = (table: Table, from: number, to: number) =>
  sketchTable(
    selectRows(
      table,
      Array.from({ length: to - from }, (_, row) => from + row),
    ),
    NONE,
  );

describe('sketches of a table', () => {
  it('merge to the same whatever the shards, empty ones included, and whatever the order', () => {
    fc.assert(
      fc.property(tables, fc.nat(), fc.nat(), (table, cut, otherCut) => {
        const [first, second] = [cut, otherCut].map((at) => at % (table.rowCount + 1)).sort((a, b) => a - b);
        const [a, b, c] = [part(table, 0, first!), part(table, first!, second!), part(table, second!, table.rowCount)];
        const whole = sketchTable(table, NONE);
        expect(mergeSketches(mergeSketches(a, b), c)).toEqual(whole);
        expect(mergeSketches(c, mergeSketches(b, a))).toEqual(whole);
      }),
    );
  });

  it('come back from their file as they were, the same bytes for the same sketch', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const sketch = sketchTable(table, NONE);
        expect(decodeSketch(encodeSketch(sketch))).toEqual(sketch);
        expect(encodeSketch(sketchTable(table, NONE))).toEqual(encodeSketch(sketch));
      }),
    );
  });

  it('count what is missing and what is infinite apart from the values', () => {
    const [x, level] = sketchTable(
      tableOf(numbers('x', [1, null, -Infinity, Infinity, 1]), texts('level', ['b', null, 'a', 'b', null])),
      NONE,
    ).columns;
    expect(x).toMatchObject({ missing: 1, infinite: 2, decimals: 0, counts: Float64Array.of(2) });
    expect(level).toMatchObject({ missing: 2, levels: ['a', 'b'], counts: Float64Array.of(1, 2) });
  });

  it('keep no levels where there are too many, in one shard or in all together', () => {
    const keys = (from: number, count: number) =>
      sketchTable(
        {
          rowCount: count,
          columns: [
            {
              name: 'key',
              storage: 'string',
              levels: Array.from({ length: count }, (_, row) => String(1e6 + from + row)),
              codes: Int32Array.from({ length: count }, (_, row) => row),
            },
          ],
        },
        NONE,
      );
    const levelsOf = ({ columns }: ReturnType<typeof keys>) =>
      columns.map((column) => 'levels' in column && column.levels);
    expect(levelsOf(keys(0, 65_537))).toEqual([null]);
    const [a, b] = [keys(0, 40_000), keys(30_000, 40_000)];
    expect(levelsOf(mergeSketches(a, b))).toEqual([null]);
    expect(levelsOf(mergeSketches(mergeSketches(a, b), a))).toEqual([null]);
    expect(levelsOf(mergeSketches(a, a))[0]).toHaveLength(40_000);
  });

  it('of different data sets are not merged', () => {
    const [x, y, level] = [numbers('x', [1]), numbers('y', [1]), texts('x', ['1'])];
    const sketch = (...columns: Column[]) => sketchTable(tableOf(...columns), NONE);
    expect(() => mergeSketches(sketch(x), sketch(x, y))).toThrow('different columns');
    expect(() => mergeSketches(sketch(x), sketch(y))).toThrow('the float column "x"');
    expect(() => mergeSketches(sketch(x), sketch(level))).toThrow('the string column "x"');
  });
});
