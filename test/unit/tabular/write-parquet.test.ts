import { readFileSync } from 'node:fs';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { sortedByCodePoint } from '#src/tabular/code-point-order.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((value) => !value.includes('\0'));

function stringColumn(name: string, texts: readonly (string | null)[]): Column {
  const levels = sortedByCodePoint(new Set(texts.filter((value) => value !== null)));
  return { name, storage: 'string', levels, codes: Int32Array.from(texts, (value) => levels.indexOf(value ?? '')) };
}

const gap = fc.constant(Number.NaN);
const tables: fc.Arbitrary<Table> = fc
  .record({
    // A name of blanks is none, and readers say so.
    names: fc.uniqueArray(
      text.filter((name) => name.trim() !== ''),
      { minLength: 5, maxLength: 5 },
    ),
    rows: fc.array(
      fc.record({
        i: fc.oneof(fc.maxSafeInteger(), gap),
        f: fc.oneof(fc.double(), gap),
        b: fc.oneof(fc.constantFrom(0, 1), gap),
        t: fc.oneof(fc.integer({ min: -62e12, max: 250e12 }), gap),
        s: fc.option(text),
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ names, rows }) => ({
    rowCount: rows.length,
    columns: [
      { name: names[0]!, storage: 'integer', values: Float64Array.from(rows, ({ i }) => i) },
      { name: names[1]!, storage: 'float', values: Float64Array.from(rows, ({ f }) => f) },
      { name: names[2]!, storage: 'boolean', values: Float64Array.from(rows, ({ b }) => b) },
      { name: names[3]!, storage: 'timestamp', values: Float64Array.from(rows, ({ t }) => t) },
      stringColumn(
        names[4]!,
        rows.map(({ s }) => s),
      ),
    ],
  }));

describe('writeParquet', () => {
  property.prop([tables], { numRuns: 60 })('what is written is read back', async (table) => {
    await writeParquet(table, folder.path('round.parquet'));
    const back = await readTable([folder.path('round.parquet')]);
    expect(back).toEqual(table);
  });

  const field = fc.oneof(
    text,
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom('', '1', 'TRUE', '2020-01-01'),
  );
  property.prop([fc.array(fc.tuple(field, field, field)), fc.constantFrom(',', ';', '\t', '|')], { numRuns: 60 })(
    'a CSV file, quoted where it must be, says the same before and after',
    async (rows, delimiter) => {
      const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
      const lines = [['one', 'two', 'three'], ...rows].map((row) => `${row.map(quoted).join(delimiter)}\n`);
      const before = await readTable([folder.write('before.csv', lines.join(''))]);
      expect(before.rowCount).toBe(rows.length);
      await writeParquet(before, folder.path('after.parquet'));
      const after = await readTable([folder.path('after.parquet')]);
      expect(after).toEqual(before);
      for (const [index, column] of before.columns.entries()) {
        if (column.storage !== 'string') continue;
        const texts = Array.from(column.codes, (code) => column.levels[code] ?? '');
        expect(texts).toEqual(rows.map((row) => row[index]));
      }
    },
  );

  test('more rows than one chunk of the engine holds keep their order', async () => {
    const rowCount = 10_001;
    const table: Table = {
      rowCount,
      columns: [
        { name: 'n', storage: 'integer', values: Float64Array.from({ length: rowCount }, (_, row) => row) },
        stringColumn(
          's',
          Array.from({ length: rowCount }, (_, row) => (row % 3 === 0 ? null : `v${row % 7}`)),
        ),
      ],
    };
    await writeParquet(table, folder.path('long.parquet'));
    expect(await readTable([folder.path('long.parquet')])).toEqual(table);
  });

  test('the same table gives the same bytes', async () => {
    const table: Table = { rowCount: 3, columns: [stringColumn('s', ['b', 'a', null])] };
    await writeParquet(table, folder.path('1.parquet'));
    await writeParquet(table, folder.path('2.parquet'));
    expect(readFileSync(folder.path('1.parquet'))).toEqual(readFileSync(folder.path('2.parquet')));
  });

  test('names that differ in case only survive', async () => {
    const columns = ['sex=Male', 'sex=male'].map((name) => stringColumn(name, [name]));
    await writeParquet({ rowCount: 1, columns }, folder.path('case.parquet'));
    const back = await readTable([folder.path('case.parquet')]);
    expect(back.columns).toEqual(columns);
  });
});
