import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { MergeReport } from '#src/contracts/reports.ts';
import { InvalidDataError } from '#src/errors.ts';
import { mergeDatasets } from '#src/merge/merge-datasets.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { columnNamed } from '#src/tabular/select.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const output = folder.path('merged.parquet');

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

const merge = (...files: [name: string, body: string][]) =>
  mergeDatasets({ inputs: files.map(([name, body]) => ({ name, path: folder.write(name, body) })), output });

const storedAs = (sql: string) =>
  withDuckDb(async (db) => (await db.runAndReadAll(`${sql} FROM read_parquet('${output}')`)).getRowsJson());

describe('mergeDatasets', () => {
  test('columns are united by name, types widened, and the report says so', async () => {
    const merged = await merge(
      ['v1.csv', 'i,n,t,gone\n1,1,1,a\n2,,2,b\n'],
      ['v2.csv', 't,new,n,i,empty\nx,TRUE,0.5,3,\n,FALSE,nan,4,\n'],
    );
    expect(merged).toMatchObject({ rows: 4, columns: ['i', 'n', 't', 'gone', 'new', 'empty'] });
    expect(MergeReport.parse(merged.report)).toEqual({
      inputs: [
        { name: 'v1.csv', rows: 2, removed: 0 },
        { name: 'v2.csv', rows: 2, removed: 0 },
      ],
      rows: 4,
      removed: 0,
      columns: [
        { name: 'i', storage: 'integer', widenedFrom: {}, absentIn: [] },
        { name: 'n', storage: 'float', widenedFrom: { 'v1.csv': 'integer' }, absentIn: [] },
        { name: 't', storage: 'string', widenedFrom: { 'v1.csv': 'integer' }, absentIn: [] },
        { name: 'gone', storage: 'string', widenedFrom: {}, absentIn: ['v2.csv'] },
        { name: 'new', storage: 'boolean', widenedFrom: {}, absentIn: ['v1.csv'] },
        { name: 'empty', storage: 'float', widenedFrom: {}, absentIn: ['v1.csv'] },
      ],
    });
    expect(await storedAs('SELECT *')).toEqual([
      ['1', 1, '1', 'a', null, null],
      ['2', null, '2', 'b', null, null],
      ['3', 0.5, 'x', null, true, null],
      ['4', null, null, null, false, null],
    ]);
  });

  test('CSV and Parquet together, large integers exact', async () => {
    await merge(['a.csv', 'id,d\n9007199254740993,2020-01-01\n']);
    const parquet = folder.path('a.parquet');
    await withDuckDb(async (db) => void (await db.run(`COPY (FROM read_parquet('${output}')) TO '${parquet}'`)));
    const b = folder.write('b.csv', 'd,id\n2021-02-03T04:05:06Z,9007199254740995\n');
    await mergeDatasets({
      inputs: [
        { name: 'a', path: parquet },
        { name: 'b', path: b },
      ],
      output,
    });
    expect(await storedAs('SELECT id, d::VARCHAR')).toEqual([
      ['9007199254740993', '2020-01-01 00:00:00'],
      ['9007199254740995', '2021-02-03 04:05:06'],
    ]);
  });

  test('the text of a widened number is the one in the file', async () => {
    await merge(['a.csv', 'zip,x\n01234,1\n'], ['b.csv', 'zip,x\nEC1A,2\n']);
    expect(await storedAs('SELECT zip')).toEqual([['01234'], ['EC1A']]);
  });

  test('names that differ in case only stay apart', async () => {
    await merge(['a.csv', 'A,a\n1,x\n'], ['b.csv', 'a,A\ny,2\n']);
    const table = await readTable([output]);
    expect(table.columns.map(({ name }) => name)).toEqual(['A', 'a']);
    expect(columnNamed(table, 'A')).toMatchObject({ values: Float64Array.of(1, 2) });
  });

  test.each([
    ['a fraction', '0.5', 'float'],
    ['a word', 'late', 'string'],
    ['an exponent', '1e3', 'float'],
    ['a point', '1.', 'float'],
    ['a code in base 16', '0x1F', 'string'],
    ['leading zeros', '007', 'integer'],
    ['grouped digits', '1_000', 'string'],
    ['two signs', '+-1', 'string'],
  ])('%s after thousands of integers counts as it would in a small file', async (_, late, storage) => {
    const numbers = Array.from({ length: 5_000 }, (_unused, row) => `${row},1.5`);
    const files: [string, string][] = [
      ['a.csv', ['x,f', ...numbers, `${late},2.5`, ''].join('\n')],
      ['b.csv', 'x,f\n7,3.5\n'],
    ];
    const { report } = await merge(...files);
    const widenedFrom = storage === 'integer' ? {} : { 'b.csv': 'integer' };
    expect(report.columns[0]).toEqual({ name: 'x', storage, widenedFrom, absentIn: [] });
    expect(await readTable([output])).toEqual(await readTable(files.map(([name]) => folder.path(name))));
  });

  test.each([
    ['grouped digits', '1_000', 'string'],
    ['two signs', '+-1', 'string'],
    ['a time', '2020-01-01', 'string'],
    ['nothing', '', 'float'],
  ])('%s after thousands of fractions', async (_, late, storage) => {
    const lines = Array.from({ length: 5_000 }, (_unused, row) => `${row}.5,${row === 4_000 ? 'true' : ''}`);
    const { report } = await merge(['a.csv', ['x,gap', ...lines, `${late},false`, ''].join('\n')]);
    expect(report.columns.map((column) => column.storage)).toEqual([storage, 'boolean']);
    expect(await readTable([output])).toEqual(await readTable([folder.path('a.csv')]));
  });

  test('says which file cannot be read', async () => {
    await expect(merge(['a.csv', 'x\n1\n'], ['bad.csv', 'x,y\n1\n'])).rejects.toThrow(/bad\.csv cannot be read/);
    await expect(merge()).rejects.toThrow(InvalidDataError);
  });

  test('files of several row groups give the same bytes every time, in the order of the inputs', async () => {
    const inputs = ['a.csv', 'b.csv', 'c.csv'].map((name, file) => {
      const lines = Array.from({ length: 130_000 }, (_, row) => `${file},${row},${row / 7},level${row % 9}`);
      return { name, path: folder.write(name, ['file,row,x,level', ...lines, ''].join('\n')) };
    });
    const digests = new Set<string>();
    for (let repetition = 0; repetition < 3; repetition += 1) {
      await mergeDatasets({ inputs, output });
      digests.add(sha256(output));
    }
    expect(digests.size).toBe(1);
    const misplaced = 'SELECT count(*), count(*) FILTER (file * 130000 + row <> file_row_number)';
    const rows = await withDuckDb(async (db) =>
      (await db.runAndReadAll(`${misplaced} FROM read_parquet('${output}', file_row_number = true)`)).getRowsJson(),
    );
    expect(rows).toEqual([['390000', '0']]);
  });

  const file = fc.record({ rows: fc.nat(40), columns: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) });
  property.prop([fc.array(file, { minLength: 1, maxLength: 4 })], { numRuns: 40 })(
    'the result has the rows of all inputs in their order, and every column of any',
    async (files) => {
      const merged = await merge(
        ...files.map(({ rows, columns }, index): [string, string] => {
          const lines = Array.from({ length: rows }, (_, row) => [`${index}-${row}`, ...columns.map(() => row)].join());
          return [`${index}.csv`, [['key', ...columns].join(), ...lines, ''].join('\n')];
        }),
      );
      const keys = files.flatMap(({ rows }, index) => Array.from({ length: rows }, (_, row) => `${index}-${row}`));
      expect(merged.rows).toBe(keys.length);
      expect(new Set(merged.columns)).toEqual(new Set(['key', ...files.flatMap(({ columns }) => columns)]));
      expect((await storedAs('SELECT key')).flat()).toEqual(keys);
    },
  );
});

describe.skipIf(!hasShared)('real data (skipped when ../shared is absent)', () => {
  const inputs = [1, 2, 3, 4, 5].map((version) => ({
    name: `v${version}`,
    path: sharedPath(`data/elec2/splits/v${version}.csv.gz`),
  }));

  test('the fifths of elec2 give the whole again, twice with the same bytes', async () => {
    const { rows } = await mergeDatasets({ inputs, output });
    expect(rows).toBe(45_312);
    const first = sha256(output);
    await mergeDatasets({ inputs, output: folder.path('again.parquet') });
    expect(sha256(folder.path('again.parquet'))).toBe(first);
    const whole = await readTable([sharedPath('data/elec2/elec2.csv.gz')]);
    expect(await readTable([output])).toEqual(whole);
  });

  test('merging what was merged before adds only what is new', async () => {
    const table = await readTable([inputs[0]!.path]);
    await writeParquet(table, folder.path('one.parquet'));
    const merged = await mergeDatasets({
      inputs: [{ name: 'one', path: folder.path('one.parquet') }, inputs[1]!],
      output,
    });
    expect(await readTable([output])).toEqual(await readTable([inputs[0]!.path, inputs[1]!.path]));
    expect(merged.report.columns.every(({ widenedFrom }) => Object.keys(widenedFrom).length === 0)).toBe(true);
  });
});
