import { readFileSync } from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { InvalidDataError, NotFoundError } from '#src/errors.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { columnNamed } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

/** Values as JavaScript's own; missing is null. */
function values(table: Table, name: string): unknown[] {
  const column = columnNamed(table, name);
  if (column.storage === 'string') return Array.from(column.codes, (code) => column.levels[code] ?? null);
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
}

async function readCsv(text: string | Uint8Array, name = 'data.csv'): Promise<Table> {
  return readTable([folder.write(name, text)]);
}

async function storageOf(...fields: string[]): Promise<string> {
  const table = await readCsv(`key,x\n${fields.map((field) => `k,${field}\n`).join('')}`);
  return columnNamed(table, 'x').storage;
}

describe('types, as pandas sees them', () => {
  test.each([
    ['integer', ['1', '-2', '+3', '007']],
    ['integer', ['1', '', '3']],
    ['integer', ['9007199254740993', '9223372036854775807']],
    ['float', ['1', '2.5']],
    ['float', ['1e3', '.5', '-1.']],
    ['float', ['1', 'nan', '3']],
    ['float', ['inf', '-Infinity', '1']],
    ['float', ['9223372036854775808', '1']],
    ['float', ['', '']],
    ['boolean', ['TRUE', 'False', 'true']],
    ['string', ['TRUE', '1']],
    ['string', ['yes', 'no']],
    ['string', ['1', 'NA', '3']],
    ['string', ['1', ' ', '3']],
    ['string', ['1_000', '2_000']],
    ['string', ['1.5', '+-1']],
    ['string', ['0x1F', '0x2A']],
    ['string', ['12%', '13%']],
    ['timestamp', ['2012-01-31', '2012-02-29']],
    ['timestamp', ['2012-01-31 10:20:30', '2012-01-31T10:20:30.5Z']],
    ['string', ['05/06/2012', '31/01/2012']],
    ['string', ['2012-13-01', '2012-02-30']],
    ['string', ['10:20', '11:30']],
  ])('%s: %j', async (storage, fields) => {
    expect(await storageOf(...fields)).toBe(storage);
  });

  test('a text in the last of many rows makes the column text', async () => {
    const numbers = Array.from({ length: 30_000 }, (_, row) => String(row));
    expect(await storageOf(...numbers)).toBe('integer');
    expect(await storageOf(...numbers, 'late')).toBe('string');
  });

  test('a fraction in the last of many rows makes the column float', async () => {
    const table = await readCsv(`x\n${'1\n'.repeat(30_000)}0.5\n`);
    expect(columnNamed(table, 'x').storage).toBe('float');
    expect(values(table, 'x').at(-1)).toBe(0.5);
  });
});

describe('values', () => {
  test('numbers, booleans, times, texts and gaps', async () => {
    const table = await readCsv(
      'i,f,b,t,s\n1,0.1,TRUE,2020-01-01,"x, ""y"""\n,,,,\n-3,inf,FALSE,2020-01-01T01:00:00+01:00,nan\n',
    );
    expect(table.rowCount).toBe(3);
    expect(values(table, 'i')).toEqual([1, null, -3]);
    expect(values(table, 'f')).toEqual([0.1, null, Number.POSITIVE_INFINITY]);
    expect(values(table, 'b')).toEqual([1, null, 0]);
    expect(values(table, 't')).toEqual([Date.UTC(2020, 0, 1), null, Date.UTC(2020, 0, 1)]);
    expect(values(table, 's')).toEqual(['x, "y"', null, 'nan']);
  });

  test('levels are in code-point order, also beyond the basic plane', async () => {
    const table = await readCsv('k,s\n1,\u{1F600}\n2,\uFFFD\n3,b\n4,a\n5,B\n6,a\n');
    expect(columnNamed(table, 's')).toMatchObject({ levels: ['B', 'a', 'b', '\uFFFD', '\u{1F600}'] });
    expect(values(table, 's')).toEqual(['\u{1F600}', '\uFFFD', 'b', 'a', 'B', 'a']);
  });

  test('a line end inside quotes belongs to the text', async () => {
    expect(values(await readCsv('s,x\n"a\nb",1\n'), 's')).toEqual(['a\nb']);
  });
});

describe('dialects', () => {
  test.each([
    ['semicolon, decimal commas stay text', 'a;b\n1;2,5\n3;4,5\n', [1, 3]],
    ['tab', 'a\tb\n1\t2\n3\t4\n', [1, 3]],
    ['pipe', 'a|b\n1|2\n3|4\n', [1, 3]],
    ['carriage returns', 'a,b\r\n1,2\r\n3,4\r\n', [1, 3]],
    ['no line end at the end', 'a,b\n1,2\n3,4', [1, 3]],
    ['byte order mark', '\uFEFFa,b\n1,2\n3,4\n', [1, 3]],
    ['blank lines', '\n\na,b\n1,2\n\n3,4\n\n', [1, 3]],
    ['one column with a blank line', 'a\n1\n\n3\n', [1, 3]],
    ['one column with an empty text', '\na\n1\n\n""\n', [1, null]],
    ['blank lines that end differently', '\n\r\n\na,b\r\n1,2\n3,4\n', [1, 3]],
    ['a line feed in a name, lines in CR LF', 'a,"b\nc"\r\n1,"2\n"\r\n3,4\r\n', [1, 3]],
    ['a carriage return in a name, lines in LF', '"b\r",a\n2,1\n4,3\n', [1, 3]],
    ['a line feed in a name, lines in both', 'a,"b\nc"\r\n1,2\n3,4\r\n', [1, 3]],
    ['quoted names', '"a","b;c;d"\n1,2\n3,4\n', [1, 3]],
    ['a delimiter inside quotes', 'a,b\n1,"x;y;z"\n3,"x;y;z"\n', [1, 3]],
  ])('%s', async (_, text, expected) => {
    expect(values(await readCsv(text), 'a')).toEqual(expected);
  });

  test.each([
    ['CR among others', 'a,b\r1,2\n3,4\r', 'some lines end in CR alone'],
    ['a line feed in a name, lines in CR', '"a\nb",c\r1,2\r', 'a column name holds a line break'],
    ['a header longer than what is looked at', `${'a,'.repeat(2 ** 19)}\n1\n`, 'do not end within the first MiB'],
  ])('refused: %s', async (_, text, message) => {
    await expect(readCsv(text)).rejects.toThrow(message);
  });

  test('a byte order mark inside the file belongs to its text', async () => {
    const table = await readCsv('s,x\na,1\n\uFEFFa,2\n\uFEFF\uFEFFa longer text,3\n');
    expect(values(table, 's')).toEqual(['a', '\uFEFFa', '\uFEFF\uFEFFa longer text']);
  });

  test('gzip is told by its bytes', async () => {
    expect(values(await readCsv(gzipSync('a,b\n1,2\n'), 'data.csv.gz'), 'b')).toEqual([2]);
    expect(values(await readCsv(gzipSync('a,b\n1,2\n'), 'no-suffix'), 'b')).toEqual([2]);
  });

  test('names that SQL or a shell would trip over', async () => {
    const table = await readCsv(`"it's ""x""",A,a,select\n1,2,3,4\n`, `we*rd [1]?'s.csv`);
    expect(table.columns.map(({ name }) => name)).toEqual([`it's "x"`, 'A', 'a', 'select']);
    expect(values(table, 'a')).toEqual([3]);
  });

  test('a header without rows is a table without rows', async () => {
    expect(await readCsv('a,b\n')).toMatchObject({ rowCount: 0, columns: [{ name: 'a' }, { name: 'b' }] });
  });
});

describe('several files', () => {
  test('columns are united by name and widened; what a file lacks is missing there', async () => {
    const first = folder.write('1.csv', 'i,n,t,e\n1,1,1,\n2,2,2,\n');
    const second = folder.write('2.csv', 't,e,n,new\nx,2020-01-01,0.5,TRUE\n');
    const third = folder.path('3.parquet');
    await withDuckDb(async (db) => void (await db.run(`COPY (SELECT 7::TINYINT AS i, 'y' AS t) TO '${third}'`)));
    const table = await readTable([first, second, third]);
    expect(table.columns.map(({ name, storage }) => [name, storage])).toEqual([
      ['i', 'integer'],
      ['n', 'float'],
      ['t', 'string'],
      ['e', 'timestamp'],
      ['new', 'boolean'],
    ]);
    expect(values(table, 'i')).toEqual([1, 2, null, 7]);
    expect(values(table, 'n')).toEqual([1, 2, 0.5, null]);
    expect(values(table, 't')).toEqual(['1', '2', 'x', 'y']);
    expect(values(table, 'e')).toEqual([null, null, Date.UTC(2020, 0, 1), null]);
  });

  test('columns can be chosen and ordered', async () => {
    const table = await readTable([folder.write('c.csv', 'a,b,c\n1,2,3\n')], { columns: ['c', 'a'] });
    expect(table.columns.map(({ name }) => name)).toEqual(['c', 'a']);
    await expect(readTable([folder.path('c.csv')], { columns: ['d'] })).rejects.toThrow(
      'there is no column "d"; the columns are a, b, c',
    );
  });
});

describe('what cannot be read says which file and where', () => {
  test.each([
    ['ragged', 'a,b\n1,2\n3\n', /ragged.*Line: 3.*Expected Number of Columns: 2 Found: 1/],
    ['unfinished quote', 'a,b\n"x,1\n2,3\n', /unfinished quote.*Line: 2/],
    ['Latin-1', Buffer.from('a,b\ncaf\xe9,2\n', 'latin1'), /Latin-1.*not utf-8/],
    ['empty', '', /empty is empty/],
    ['nameless column', 'a,,c\n1,2,3\n', /column 2 has no name/],
    ['same name twice', 'a,b,a\n1,2,3\n', /two columns are named "a"/],
    ['false Parquet', 'PAR1 and nothing else', /false Parquet cannot be read/],
    ['torn zstd', zstdCompressSync('a,b\n1,2\n'.repeat(9999)).subarray(0, -3), /torn zstd.*damaged zstd file/],
    ['torn gzip', gzipSync('a,b\n1,2\n'.repeat(9999)).subarray(0, 60), /torn gzip/],
  ])('%s', async (name, body, message) => {
    const error = await readCsv(body, name).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidDataError);
    expect(String(error)).toMatch(message);
  });

  test('a Parquet file whose column has a zero byte in its name', async () => {
    const path = folder.path('named.parquet');
    await withDuckDb(async (db) => void (await db.run(`COPY (SELECT 1 AS aXb) TO '${path}'`)));
    const bytes = readFileSync(path).toString('latin1').replaceAll('aXb', 'a\0b');
    await expect(readCsv(Buffer.from(bytes, 'latin1'), 'named.parquet')).rejects.toThrow(
      'named.parquet: the name of column 1 holds a zero byte',
    );
  });

  test('a missing file', async () => {
    await expect(readTable([folder.path('nowhere.csv')])).rejects.toThrow(NotFoundError);
    await expect(readTable([folder.path('')])).rejects.toThrow('is a folder: name a CSV or Parquet file');
    await expect(readTable(['/dev/null'])).rejects.toThrow('is a pipe or a device');
  });
});

describe.skipIf(!hasShared)('real data (skipped when ../shared is absent)', () => {
  test.each([
    ['wine/wine.csv', 178, 14],
    ['penguins/penguins.csv', 344, 7],
    ['adult/adult_train.csv.gz', 32_561, 15],
    ['telco_churn/telco_churn.csv.gz', 7043, 21],
    ['california_housing/housing.csv.gz', 20_640, 10],
    ['agaricus/agaricus_train.csv.gz', 6513, 128],
  ])('%s', async (file, rows, columns) => {
    const table = await readTable([sharedPath(`data/${file}`)]);
    expect([table.rowCount, table.columns.length]).toEqual([rows, columns]);
  });

  test('the gaps of penguins and telco_churn', async () => {
    const penguins = await readTable([sharedPath('data/penguins/penguins.csv')]);
    expect(columnNamed(penguins, 'body_mass_g').storage).toBe('integer');
    expect(values(penguins, 'body_mass_g').filter((value) => value === null)).toHaveLength(2);
    expect(values(penguins, 'sex').filter((value) => value === null)).toHaveLength(11);
    const telco = await readTable([sharedPath('data/telco_churn/telco_churn.csv.gz')], { columns: ['TotalCharges'] });
    expect(values(telco, 'TotalCharges').filter((value) => value === null)).toHaveLength(11);
  });
});
