import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Connect, withDuckDb } from '#src/tabular/duckdb.ts';
import { describeForReading } from '#src/tabular/parquet/plain-columns.ts';
import { openFiles, readTable } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

/** More than a row group, in which some columns have more values than a dictionary takes. */
const ROWS = 5000;
const SELECT = `
  SELECT i AS whole,
    CASE WHEN i % 7 <> 0 THEN i END AS gappy,
    CASE WHEN i % 3 <> 0 THEN (i * 1000000007)::BIGINT * 1000003 END AS large,
    (i % 100 - 50)::TINYINT AS tiny,
    CASE WHEN i % 50 <> 0 THEN sin(i) END AS double,
    sin(i)::FLOAT AS float,
    CASE WHEN i % 11 = 0 THEN 'nan'::DOUBLE WHEN i % 11 = 1 THEN '-inf'::DOUBLE ELSE i % 4 END AS odd,
    CASE WHEN i % 5 <> 0 THEN i % 2 = 0 END AS flag,
    CASE WHEN i % 13 <> 0 THEN ['a', '', 'Ünï', '日本語', chr(65279) || 'x'][1 + i % 5] END AS level,
    'text ' || (i * 7919) % ${ROWS} || repeat('é', i % 40) AS text,
    NULL::DOUBLE AS missing,
    NULL::VARCHAR AS "missing text",
    1.5::DOUBLE AS constant
  FROM range(${ROWS}) AS rows(i)`;

const copy = (name: string, select: string, options: string) =>
  withDuckDb(async (db) => {
    await db.run(`SET threads = 1`);
    await db.run(`COPY (${select}) TO '${folder.path(name)}' (FORMAT parquet, ${options})`);
  });

const noEngine: Connect = () => Promise.reject(new Error('the engine was asked for'));

async function readWithoutEngine(name: string) {
  const file = await describeForReading(noEngine, folder.path(name));
  const open = openFiles(noEngine, [file]);
  return open.read(open.columns);
}

/** Texts and numbers as they are asked of the engine, missing ones null. */
async function readRowsByEngine(name: string): Promise<unknown[][]> {
  const rows = await withDuckDb((db) =>
    db.runAndReadAll(
      `SELECT nullif(COLUMNS(lambda c: c IN ('level', 'text', 'missing text')), ''),
         CAST(COLUMNS(lambda c: c NOT IN ('level', 'text', 'missing text')) AS DOUBLE)
       FROM read_parquet('${folder.path(name)}')`,
    ),
  );
  return rows.getColumnsJS();
}

describe('columns that need no engine', () => {
  it.each([
    'COMPRESSION snappy',
    'COMPRESSION zstd, ROW_GROUP_SIZE 2048',
    'COMPRESSION gzip, DICTIONARY_SIZE_LIMIT 1',
    'COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 100',
  ])('are those of a file with %s, value by value', async (options) => {
    await copy('file.parquet', SELECT, options);
    const { columns, rowCount } = await readWithoutEngine('file.parquet');
    const values = new Map(
      columns.map((column) => [
        column.name,
        column.storage === 'string'
          ? Array.from(column.codes, (code) => column.levels[code] ?? null)
          : Array.from(column.values),
      ]),
    );
    const texts = ['level', 'text', 'missing text'];
    const others = columns.map(({ name }) => name).filter((name) => !texts.includes(name));
    const expected = (await readRowsByEngine('file.parquet')).map((column, index) =>
      index < texts.length ? column : column.map((value) => value ?? Number.NaN),
    );
    expect(rowCount).toBe(ROWS);
    // The client leaves out a byte order mark.
    const marked = texts.map((name) => values.get(name)?.map((text) => String(text).replace('\uFEFF', '')));
    expect(marked).toEqual(expected.slice(0, texts.length).map((column) => column.map(String)));
    expect(others.map((name) => values.get(name))).toEqual(expected.slice(texts.length));
    expect(values.get('level')?.[4]).toBe('\uFEFFx');
    expect(columns.map(({ storage }) => storage).join(' ')).toBe(
      'integer integer integer integer float float float boolean string string float string float',
    );
  });

  it('are times, cut to milliseconds as the engine cuts them, infinite ones missing', async () => {
    const times = `SELECT * FROM (VALUES (TIMESTAMP '1969-12-31 23:59:59.998500'), (TIMESTAMP '2026-01-02 03:04:05.678999'),
      (TIMESTAMP '0001-01-01'), (TIMESTAMP '9999-12-31 23:59:59.999999'), ('infinity'::TIMESTAMP), ('-infinity'::TIMESTAMP),
      (NULL), (make_timestamp(-9223372022400000000)), (TIMESTAMP '1970-01-01 00:00:00.000001'))`;
    for (const type of ['TIMESTAMP', 'TIMESTAMPTZ']) {
      await copy('times.parquet', `SELECT t::${type} AS t FROM (${times}) AS rows(t)`, 'COMPRESSION zstd');
      const { columns } = await readWithoutEngine('times.parquet');
      const asked = await withDuckDb((db) =>
        db.runAndReadAll(
          `SELECT coalesce(CASE WHEN isfinite(t) THEN epoch_ms(t) END::DOUBLE, 'nan') FROM (${times}) AS rows(t)`,
        ),
      );
      const expected = Float64Array.from(asked.getColumnsJS()[0] ?? [], Number);
      expect(columns).toEqual([{ name: 't', storage: 'timestamp', values: expected }]);
    }
  });

  it('are all that the product writes', async () => {
    const values = (of: (row: number) => number) =>
      Float64Array.from({ length: ROWS }, (_, row) => (row % 9 === 8 ? Number.NaN : of(row)));
    const table: Table = {
      rowCount: ROWS,
      columns: [
        { name: 'i', storage: 'integer', values: values((row) => row ** 4) },
        { name: 'I', storage: 'float', values: values((row) => -row / 7) },
        { name: 'b', storage: 'boolean', values: values((row) => row % 2) },
        { name: 't', storage: 'timestamp', values: values((row) => row * 86_400_000 - 62e12) },
        { name: 's', storage: 'string', levels: ['a', 'b'], codes: Int32Array.from(values((row) => (row % 3) - 1)) },
      ],
    };
    await writeParquet(table, folder.path('own.parquet'));
    expect(await readWithoutEngine('own.parquet')).toEqual(table);
  });

  it('stand beside others, which the engine reads', async () => {
    await copy(
      'mixed.parquet',
      `SELECT i::DOUBLE AS x, DATE '2020-01-01' + i::INTEGER AS day FROM range(10) AS r(i)`,
      'COMPRESSION zstd',
    );
    const { columns } = await readTable([folder.path('mixed.parquet')]);
    expect(columns.map(({ storage }) => storage)).toEqual(['float', 'timestamp']);
    expect(columns[1]).toMatchObject({
      values: Float64Array.from({ length: 10 }, (_, day) => Date.UTC(2020, 0, 1 + day)),
    });
  });

  it('are read by the engine where the file says more of them, or writes them in another way', async () => {
    const select = `SELECT i::UINTEGER AS u, i::DECIMAL(9, 2) AS d, i::BLOB AS b FROM (SELECT range::VARCHAR AS i FROM range(10))`;
    await copy('rich.parquet', select, 'COMPRESSION zstd');
    await copy(
      'delta.parquet',
      'SELECT range AS i, sin(range) AS s FROM range(3000)',
      "COMPRESSION zstd, PARQUET_VERSION 'V2'",
    );
    for (const name of ['rich.parquet', 'delta.parquet']) {
      await expect(readWithoutEngine(name)).rejects.toThrow('the engine was asked for');
      expect((await readTable([folder.path(name)])).rowCount).toBeGreaterThan(9);
    }
  });

  it('of a damaged file are refused by the engine, which says why, or are what the engine makes of them', async () => {
    await copy('whole.parquet', 'SELECT sin(range) AS x, range % 9 AS y FROM range(100)', 'COMPRESSION zstd');
    const whole = readFileSync(folder.path('whole.parquet'));
    for (let at = 4; at < whole.length - 8; at += 11) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x55;
      writeFileSync(folder.path('damaged.parquet'), damaged);
      const answer = await readTable([folder.path('damaged.parquet')]).catch((error: Error) => error);
      if (answer instanceof Error) expect(answer.constructor.name).toBe('InvalidDataError');
      else expect(answer.columns.length).toBe(2);
    }
  });
});
