import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { writeFloats } from '#src/tabular/parquet/write-floats.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const path = folder.path('floats.parquet');

const columnsOf = (columns: ReadonlyMap<string, Float32Array>) =>
  [...columns].map(([name, values]) => ({ name, at: (row: number) => values[row]! }));

/** Every value as the engine itself reads it. */
const readByEngine = () =>
  withDuckDb(async (db) => (await db.runAndReadAll(`SELECT * FROM read_parquet('${path}')`)).getColumnsJS());

describe('writeFloats', () => {
  const tables = fc
    .record({
      rows: fc.integer({ min: 0, max: 40 }),
      names: fc.uniqueArray(fc.constantFrom('a', 'A', 'é', 'x=1, "y"')),
    })
    .filter(({ names }) => names.length > 0)
    .chain(({ rows, names }) => {
      const value = fc.oneof(fc.float(), fc.constantFrom(Number.NaN, -0, 0, 16_777_217));
      const column = fc.array(value, { minLength: rows, maxLength: rows }).map((values) => Float32Array.from(values));
      return fc
        .tuple(...names.map(() => column))
        .map((columns) => new Map(names.map((name, at) => [name, columns[at]!])));
    });

  property.prop([tables], { numRuns: 30 })(
    'what is written is read back to the last bit, by us and by the engine',
    async (columns) => {
      const rowCount = [...columns.values()][0]!.length;
      await writeFloats(path, columnsOf(columns), rowCount);
      const expected = [...columns].map(([name, values]) => ({
        name,
        storage: 'float',
        values: Float64Array.from(values),
      }));
      expect(await readTable([path])).toEqual({ rowCount, columns: expected });
      const values = (await readByEngine()).map((column) => column.map((value) => value ?? Number.NaN));
      if (rowCount > 0) expect(values).toEqual(expected.map((column) => Array.from(column.values)));
    },
  );

  it('begins another row group where the engine would', async () => {
    const rowCount = 150_000;
    const values = Float32Array.from({ length: rowCount }, (_, row) => (row === 130_000 ? Number.NaN : row));
    await writeFloats(path, columnsOf(new Map([['x', values]])), rowCount);
    const [column] = (await readTable([path])).columns;
    const isSame = (value: number, row: number) => Object.is(value, values[row]);
    expect(column?.storage === 'float' && column.values.every(isSame)).toBe(true);
    const groups = await withDuckDb((db) =>
      db.runAndReadAll(`SELECT row_group_num_rows::INTEGER FROM parquet_metadata('${path}')`),
    );
    expect(groups.getColumnsJS()).toEqual([[122_880, 27_120]]);
  });
});
