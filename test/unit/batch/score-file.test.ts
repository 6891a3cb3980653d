import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { beforeAll, describe, expect, it } from 'vitest';
import { scoreFile } from '#src/batch/score-file.ts';
import type { RawColumn } from '#src/contracts/feature-plan.ts';
import type { ModelManifest } from '#src/contracts/model-manifest.ts';
import { InvalidDataError } from '#src/errors.ts';
import { createPredictor, type Predictor } from '#src/serve/predictor.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { literal } from '#src/tabular/sql-text.ts';
import { columns, manifestFor } from '#test/support/model-manifests.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { type TinyModel, tinyModel } from '#test/support/tiny-onnx.ts';

const folder = temporaryFolder();

const predictorOf = (model: TinyModel, rawColumns: RawColumn[], changes: Partial<ModelManifest> = {}) => {
  const bytes = tinyModel(model);
  return createPredictor(manifestFor(bytes, { features: { rawColumns, steps: [] }, ...changes }), bytes);
};

/** alcohol - hue; the colours count 100 and 200. */
let sums: Predictor;
/** a or =b, by the larger of alcohol and hue. */
let classes: Predictor;

beforeAll(async () => {
  const regression = { task: 'regression', classes: [] } as const;
  const texts = { columns: 1, numbers: { red: 100, '007': 200 } };
  const rawColumns = [...columns('float', 'alcohol'), ...columns('string', 'colour'), ...columns('boolean', 'hue')];
  sums = await predictorOf({ weights: [[1], [-1], [1]], task: 'regression', texts }, rawColumns, {
    ...regression,
    classes: [],
  });
  const identity = {
    weights: [
      [1, 0],
      [0, 1],
    ],
    task: 'classification',
  } as const;
  classes = await predictorOf(identity, columns('float', 'alcohol', 'hue'), { classes: ['a', '=b'] });
});

const scoreCsv = async (csv: string, predictor: Predictor): Promise<string[][]> => {
  const [input, output] = [folder.write('in [1].csv', csv), folder.path('out [1].csv')];
  await scoreFile(input, output, predictor);
  return readFileSync(output, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
};

describe('scoreFile on CSV', () => {
  it('adds the prediction to the columns that the file has, in any order, and takes what is empty for missing', async () => {
    const lines = await scoreCsv('id,hue,colour,alcohol\n01,true,red,13\n02,,,12.5\n', sums);
    expect(lines).toEqual([
      ['id', 'hue', 'colour', 'alcohol', 'prediction'],
      ['01', 'true', 'red', '13', '112.0'],
      ['02', '', '', '12.5', '12.5'],
    ]);
  });

  it('takes texts as they are written, also where all look like numbers', async () => {
    const lines = await scoreCsv('alcohol,hue,colour\n1,false,007\n', sums);
    expect(lines[1]).toEqual(['1', 'false', '007', '201.0']);
  });

  it('adds the probability of every class', async () => {
    const lines = await scoreCsv('alcohol,hue\n5,1\n', classes);
    expect(lines[0]?.slice(2)).toEqual(['prediction', 'probability_a', 'probability_=b']);
    expect(lines[1]?.slice(0, 3)).toEqual(['5', '1', 'a']);
    expect(Number(lines[1]?.[3])).toBeCloseTo(1 / (1 + Math.exp(-4)), 6);
  });

  it('writes no cell that a spreadsheet would run', async () => {
    const lines = await scoreCsv(
      'alcohol,hue,=note\n-1,1,=1+1\n1,-2,+A1\n1,+3,@x\n1,1,-x\n1,1,-7\n1,1,"\tx"\n',
      classes,
    );
    expect(lines.map((line) => line[2])).toEqual(["'=note", "'=1+1", "'+A1", "'@x", "'-x", '-7', "'\tx"]);
    expect(lines.slice(1).map((line) => line[3])).toEqual(["'=b", 'a', "'=b", 'a', 'a', 'a']);
    expect(lines.map((line) => line[1])).toEqual(['hue', '1', '-2', '+3', '1', '1', '1']);
  });

  it('writes the header alone for a file without rows', async () => {
    expect(await scoreCsv('alcohol,hue\n', classes)).toEqual([
      ['alcohol', 'hue', 'prediction', 'probability_a', 'probability_=b'],
    ]);
  });

  it('compresses what was compressed', async () => {
    const input = folder.write('in.csv.gz', gzipSync('alcohol,hue\n5,1\n'));
    await scoreFile(input, folder.path('out.csv.gz'), classes);
    expect(gunzipSync(readFileSync(folder.path('out.csv.gz'))).toString()).toMatch(/^alcohol,hue,prediction/);
  });

  it('keeps every row with its own prediction over many chunks', async () => {
    const rows = Array.from({ length: 50_000 }, (_, row) => `${row},${row % 7},true,`);
    const input = folder.write('long.csv', `row,alcohol,hue,colour\n${rows.join('\n')}\n`);
    await scoreFile(input, folder.path('long-out.csv'), sums);
    const table = await readTable([folder.path('long-out.csv')], { columns: ['row', 'prediction'] });
    const [row, prediction] = table.columns.map((column) => ('values' in column ? column.values : []));
    expect(table.rowCount).toBe(50_000);
    expect(row?.every((value, index) => value === index && prediction?.[index] === (index % 7) - 1)).toBe(true);
  });

  it.each([
    ['misses a column', 'alcohol,note\n1,x\n', 'missing column "hue"; the file has alcohol, note'],
    [
      'has a word in a number column',
      'alcohol,hue\n1,2\n3,lots\n',
      'column "hue" must hold numbers, but row 2 has "lots"',
    ],
    ['has a ragged row', 'alcohol,hue\n1,2,3\n', 'cannot be read'],
    ['is empty', '', 'is empty'],
  ])('says what is wrong with a file that %s', async (_, csv, message) => {
    const scoring = scoreFile(folder.write('bad.csv', csv), folder.path('bad-out.csv'), classes);
    await expect(scoring).rejects.toThrow(InvalidDataError);
    await expect(scoring).rejects.toThrow(message);
  });

  const formula = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string({ unit: 'grapheme-ascii' }));
  test.prop([fc.array(formula, { minLength: 1, maxLength: 20 })], { numRuns: 20 })(
    'no text that begins like a formula is left as it is',
    async (texts) => {
      const cells = texts.map(([first, rest]) => `"${(first + rest).replaceAll('"', '""')}"`);
      const input = folder.write('formulas.csv', `alcohol,hue,note\n${cells.map((cell) => `1,2,${cell}\n`).join('')}`);
      await scoreFile(input, folder.path('formulas-out.csv'), classes);
      const text = readFileSync(folder.path('formulas-out.csv'), 'utf8');
      for (const [first, rest] of texts) {
        if (Number.isNaN(Number(first + rest))) expect(text).toContain(`'${(first + rest).replaceAll('"', '""')}`);
      }
    },
  );
});

describe('scoreFile on Parquet', () => {
  const writeParquet = (name: string, select: string) =>
    withDuckDb((connection) => connection.run(`COPY (${select}) TO ${literal(folder.path(name))} (FORMAT parquet)`));

  it('writes Parquet with the types of the file', async () => {
    await writeParquet(
      'in.parquet',
      `SELECT 5::FLOAT AS alcohol, 1::TINYINT AS hue, DATE '2026-01-02' AS day, '=1' AS note`,
    );
    expect(await scoreFile(folder.path('in.parquet'), folder.path('out.parquet'), classes)).toEqual({ rows: 1 });
    await withDuckDb(async (connection) => {
      const result = await connection.runAndReadAll(`FROM ${literal(folder.path('out.parquet'))}`);
      expect(result.columnNamesAndTypesJson()).toMatchObject({
        columnNames: ['alcohol', 'hue', 'day', 'note', 'prediction', 'probability_a', 'probability_=b'],
      });
      expect(result.columnTypes().map(String)).toEqual([
        'FLOAT',
        'TINYINT',
        'DATE',
        'VARCHAR',
        'VARCHAR',
        'FLOAT',
        'FLOAT',
      ]);
      expect(result.getRowsJson()[0]?.slice(3, 5)).toEqual(['=1', 'a']);
    });
  });

  it('says that numbers are stored as text', async () => {
    await writeParquet('text.parquet', `SELECT '5' AS alcohol, 1 AS hue`);
    await expect(scoreFile(folder.path('text.parquet'), folder.path('x.parquet'), classes)).rejects.toThrow(
      'column "alcohol" must hold numbers, but the column is stored as text',
    );
  });
});
