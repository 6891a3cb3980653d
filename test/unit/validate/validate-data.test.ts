import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { ValidationReport } from '#src/contracts/reports.ts';
import { InvalidProjectFileError, NotFoundError } from '#src/errors.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { validateData } from '#src/validate/validate-data.ts';
import { tableOf, texts } from '#test/support/build-table.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

const projectWith = (changes: Record<string, unknown> = {}) =>
  ProjectFile.parse({ project: 'p', target: 'y', task: 'binary', validation: { minRows: 1 }, ...changes });

async function validate(body: string | Uint8Array, project = projectWith(), name = 'data.csv') {
  const path = folder.write(name, body);
  const { report } = await validateData({ files: [{ name, path }], project });
  return ValidationReport.parse(report);
}

const violation = async (...args: Parameters<typeof validate>) => (await validate(...args)).violations[0];

describe('a sound version', () => {
  test('is valid, with its columns described and its rows at hand', async () => {
    const path = folder.write('good.csv', 'x,c,when,y\n1.5,a,2020-01-01,0\n,b,,1\n2.5,a,,1\n');
    const { report, table } = await validateData({ files: [{ name: 'good.csv', path }], project: projectWith() });
    expect(report).toEqual({
      valid: true,
      rows: 3,
      columns: [
        { name: 'x', storage: 'float', type: 'numerical', missing: 1 },
        { name: 'c', storage: 'string', type: 'text', missing: 0 },
        { name: 'when', storage: 'timestamp', type: 'datetime', missing: 2 },
        { name: 'y', storage: 'integer', type: 'categorical', missing: 0 },
      ],
      violations: [],
      warnings: [],
      droppedRows: 0,
      dropped: [],
      quality: { score: expect.closeTo(91.667, 3), completeness: 0.75, validity: 1, uniqueness: 1, timeliness: null },
    });
    expect(table?.rowCount).toBe(3);
  });

  test.each([
    ['byte order mark', '\uFEFFx,y\n1,0\n'],
    ['semicolons', 'x;y\n1;0\n'],
    ['mixed line ends', 'x,y\r\n1,0\n2,1\r\n'],
    ['blank lines', '\nx,y\n1,0\n\n2,1\n\n'],
    ['line ends inside quotes', 'x,y\r\n"a\nb",0\r\n"c\n\nd",1\r\n'],
    ['text outside ASCII', 'x,y\nnaïve €😀,0\n'],
    ['gzip', gzipSync('x,y\n1,0\n')],
    ['zstd', zstdCompressSync('x,y\n1,0\n')],
    ['zstd in several frames', Buffer.concat([zstdCompressSync('x,y\n'), zstdCompressSync('1,0\n')])],
  ])('%s', async (_, body) => {
    expect(await validate(body)).toMatchObject({ valid: true, violations: [] });
  });
});

describe('what is no CSV or Parquet file', () => {
  test.each([
    ['JSON', '[{"x":1,"y":0}]', /it is JSON/],
    ['HTML', '\n<!DOCTYPE html><html></html>', /it is HTML/],
    ['Excel', Buffer.from('PK\x03\x04rest'), /Excel workbook/],
    ['binary', Buffer.from([120, 44, 121, 10, 1, 0, 2, 3]), /zero byte at offset 5/],
    ['late binary', `x,y\n${'1,0\n'.repeat(300_000)}1,\0\n`, /zero byte at offset 1200006 \(line 300002\)/],
    ['damaged gzip', gzipSync('x,y\n1,0\n'.repeat(999)).subarray(0, 30), /compressed file is damaged/],
    ['gzip with other bytes behind', Buffer.concat([gzipSync('x,y\n1,0\n'), Buffer.alloc(3)]), /followed by other/],
    ['damaged zstd', zstdCompressSync('x,y\n1,0\n'.repeat(999)).subarray(0, -3), /compressed file is damaged/],
    ['gzip in gzip', gzipSync(gzipSync('x,y\n1,0\n')), /compressed twice/],
    ['zstd in gzip', gzipSync(zstdCompressSync('x,y\n1,0\n')), /compressed twice/],
    ['torn Parquet', 'PAR1\x00\x00', /cannot be read/],
  ])('%s', async (_, body, message) => {
    expect(await validate(body)).toMatchObject({
      valid: false,
      rows: 0,
      violations: [{ file: 'data.csv', rule: 'readable', message: expect.stringMatching(message) }],
    });
  });

  test('CSV in a file that calls itself Parquet', async () => {
    expect(await violation('x,y\n1,0\n', projectWith(), 'data.parquet')).toMatchObject({
      rule: 'readable',
      message: expect.stringContaining('named .parquet'),
    });
  });

  test.each([
    ['gz', gzipSync],
    ['zst', zstdCompressSync],
  ])('a small .%s file that unpacks to a huge one is given up', async (ending, compress) => {
    const megabyte = compress(Buffer.alloc(2 ** 20, '1,0\n'));
    const bomb = Buffer.concat([compress('x,y\n'), ...Array.from({ length: 300 }, () => megabyte)]);
    expect(await violation(bomb, projectWith(), `bomb.csv.${ending}`)).toMatchObject({
      rule: 'size',
      message: expect.stringContaining('unpack to more than'),
    });
  });
});

describe('encoding', () => {
  test.each([
    ['Latin-1', Buffer.from('x,y\na,0\ncaf\xe9,1\n', 'latin1'), { row: 2, message: /0xe9 at offset 11 \(line 3\)/ }],
    ['UTF-16 with mark', Buffer.from('\uFEFFx,y\n1,0\n', 'utf16le'), { message: /UTF-16/ }],
    ['UTF-16 without mark', Buffer.from('x,y\n1,0\n', 'utf16le'), { message: /UTF-16/ }],
    ['cut inside a character', Buffer.from('x,y\n1,é').subarray(0, -1), { row: 1, message: /ends inside/ }],
  ])('%s', async (_, body, { message, ...place }) => {
    expect(await violation(body)).toMatchObject({
      file: 'data.csv',
      rule: 'encoding',
      ...place,
      message: expect.stringMatching(message),
    });
  });

  test('a character that two chunks of the file share is no fault', async () => {
    const body = `x,y\n${`${'é'.repeat(100)},1\n`.repeat(1000)}`;
    expect(await validate(body)).toMatchObject({ valid: true, rows: 1000 });
    expect(await validate(` ${body}`)).toMatchObject({ violations: [] });
  });
});

describe('structure', () => {
  test('ragged rows are named with what was expected and found', async () => {
    const { violations, rows } = await validate('x,y\n1,0\n2\n\n3,0,7\n"4",1\n');
    expect(rows).toBe(0);
    expect(violations).toEqual([
      { file: 'data.csv', row: 2, rule: 'ragged', message: 'expected 2 fields, got 1' },
      { file: 'data.csv', row: 3, rule: 'ragged', message: 'expected 2 fields, got 3' },
    ]);
  });

  test('of many alike, twenty are shown and the others counted', async () => {
    const { violations } = await validate(`x,y\n${'1\n'.repeat(123)}`);
    expect(violations).toHaveLength(21);
    expect(violations.at(-1)).toEqual({ file: 'all files', rule: 'ragged', message: '103 more like these' });
  });

  test.each([
    ['text after a closing quote', 'x,y\n1,0\n"a"b,1\n', 'readable', 2],
    ['a quote never closed', 'x,y\n1,0\n"a,1\n2,1\n', 'readable', 2],
    ['a late change of line ends', `x,y\n${'1,0\n'.repeat(300_000)}2,1\r\n`, 'readable', 300_001],
    ['a row too long', `x,y\n1,0\n${'a'.repeat(2 ** 21 + 1)},1\n`, 'readable', 2],
  ])('%s', async (_, body, rule, row) => {
    expect(await violation(body)).toMatchObject({ file: 'data.csv', rule, row });
  });

  test.each([
    ['nothing', '', { rule: 'not_empty' }],
    ['blank lines only', '\n\n', { rule: 'not_empty' }],
    ['two byte order marks', '\uFEFF\uFEFFx,y\n1,0\n', { rule: 'header', column: '\uFEFFx' }],
    ['a header of two MiB', `${'x'.repeat(2 ** 21)},y\n1,0\n`, { rule: 'header' }],
    ['a line feed in a name, lines in CR', '"x\n",y\r1,0\r', { rule: 'header' }],
    ['a header only', 'x,y\n', { rule: 'not_empty', message: 'there is a header but no row' }],
    [
      'a nameless column',
      'x,,y\n1,2,0\n',
      { rule: 'header', message: expect.stringContaining('column 2 has no name') },
    ],
    [
      'far too many columns',
      `y${',c'.repeat(200_000)}\n`,
      { rule: 'header', message: expect.stringContaining('200001 columns') },
    ],
    ['a name twice', 'x,y,x\n1,0,2\n', { rule: 'header', column: 'x', message: expect.stringContaining('1 and 3') }],
  ])('%s', async (_, body, expected) => {
    expect(await violation(body)).toMatchObject({ file: 'data.csv', ...expected });
  });

  test('a version without files', async () => {
    const { report } = await validateData({ files: [], project: projectWith() });
    expect(report).toMatchObject({ valid: false, violations: [{ rule: 'not_empty' }] });
  });
});

describe('the project and the baseline', () => {
  const regression = projectWith({ task: 'regression' });

  test.each([
    ['no target', projectWith(), 'x,z\n1,0\n', { rule: 'target_present', column: 'y' }],
    ['a target missing', projectWith(), 'x,y\n1,0\n2,\n', { rule: 'target_not_missing', column: 'y', row: 2 }],
    ['text as a quantity', regression, 'x,y\n1,2.5\n2,lots\n', { rule: 'column_type', column: 'y', row: 2 }],
    ['an infinite quantity', regression, 'x,y\n1,2.5\n2,inf\n', { rule: 'target_not_missing', column: 'y', row: 2 }],
    ['too few rows', projectWith({ validation: { minRows: 3 } }), 'x,y\n1,0\n2,1\n', { rule: 'min_rows' }],
    [
      'text where the project wants numbers',
      projectWith({ columns: { x: { type: 'numerical' } } }),
      'x,y\n1,0\n,0\nn/a,1\n',
      { rule: 'column_type', column: 'x', row: 3, message: '"n/a" is not a number' },
    ],
    [
      'a column that the project names',
      projectWith({ columns: { z: { type: 'numerical' }, w: { type: 'ignore' } } }),
      'x,y\n1,0\n',
      { rule: 'column_present', column: 'z' },
    ],
  ])('%s', async (_, project, body, expected) => {
    const { violations } = await validate(body, project);
    expect(violations).toMatchObject([{ file: 'data.csv', ...expected }]);
  });

  const baseline = {
    columns: [
      { name: 'x', storage: 'float' },
      { name: 'c', storage: 'string' },
      { name: 'gone', storage: 'integer' },
    ],
    fileDigests: [],
    read: () => Promise.reject(new Error('no rule asks for the rows')),
  } as const;

  test('a column of the baseline is missing, another holds text', async () => {
    const path = folder.write('v2.csv', 'x,c,new,y\n1,1,z,0\noops,2,z,1\n');
    const { report } = await validateData({ files: [{ name: 'v2.csv', path }], project: projectWith(), baseline });
    expect(report.violations).toMatchObject([
      { rule: 'column_present', column: 'gone' },
      { rule: 'column_type', column: 'x', row: 2, message: '"oops" is not a number' },
    ]);
  });

  test('times of the baseline are times, whatever else is none', async () => {
    const check = async (body: string) => {
      const files = [{ name: 'v2.csv', path: folder.write('v2.csv', body) }];
      const columns = [{ name: 'when', storage: 'timestamp' }] as const;
      const { report } = await validateData({ files, project: projectWith(), baseline: { ...baseline, columns } });
      return report.violations.map(({ row, message }) => [row, message]);
    };
    expect(await check('when,y\n2026-01-01,0\n,1\n2026-01-02T03:04:05Z,1\n')).toEqual([]);
    expect(await check('when,y\n2026-01-01,0\nsoon,1\n')).toEqual([[2, '"soon" is not a time']]);
    expect(await check('when,y\n5,0\n')).toEqual([[1, '"5" is not a time']]);
  });

  test('its rows are read for the rules that compare with them', async () => {
    const project = projectWith({ validation: { minRows: 1, rules: ['c in baseline', 'fresh(when, 1 day)'] } });
    const path = folder.write('v2.csv', 'x,c,when,y\n1,a,2026-01-01,0\n2,b,2026-01-02,1\n');
    const read = async () => tableOf(texts('c', ['a']));
    const now = Date.parse('2026-01-04');
    const files = [{ name: 'v2.csv', path }];
    const { report } = await validateData({ files, project, baseline: { columns: [], fileDigests: [], read }, now });
    expect(report.violations.map(({ row, message }) => [row, message])).toEqual([
      [2, '"b" is not in the baseline'],
      [undefined, expect.stringMatching(/newest time is 2026-01-02T00:00:00\.000Z, more than 1 day before 2026-01-04/)],
    ]);
  });

  test('a version of the very same files brings a warning, not quarantine', async () => {
    const path = folder.write('v2.csv', 'x,y\n1,0\n');
    const [known, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const check = (digests: string[]) =>
      validateData({
        files: digests.map((sha256, index) => ({ name: `${index}.csv`, path, sha256 })),
        project: projectWith(),
        baseline: { columns: [], fileDigests: [known], read: baseline.read },
      });
    expect((await check([known])).report).toMatchObject({ valid: true, warnings: [{ rule: 'duplicate_version' }] });
    expect((await check([known, other])).report.warnings).toEqual([]);
  });

  test('what the project file says of a column overrules the baseline', async () => {
    const project = projectWith({ columns: { x: { type: 'categorical' }, gone: { type: 'ignore' } } });
    const path = folder.write('v2.csv', 'x,c,y\n1,1,0\noops,2,1\n');
    const { report } = await validateData({ files: [{ name: 'v2.csv', path }], project, baseline });
    expect(report.violations).toEqual([]);
  });

  test('rows are counted in the file they are in', async () => {
    const files = [
      { name: 'a.csv', path: folder.write('a.csv', 'x,y\n1,0\n2,1\n') },
      { name: 'empty.csv', path: folder.write('empty.csv', 'x,y\n') },
      { name: 'b.csv', path: folder.write('b.csv', 'y,x\n0,3\n,4\n') },
    ];
    const { report } = await validateData({ files, project: projectWith({ validation: { minRows: 5 } }) });
    expect(report.rows).toBe(4);
    expect(report.violations).toMatchObject([
      { file: 'all files', rule: 'min_rows' },
      { file: 'b.csv', row: 2, rule: 'target_not_missing' },
    ]);
  });

  test('one bad file of several is the one that is named', async () => {
    const files = [
      { name: 'good.csv', path: folder.write('good.csv', 'x,y\n1,0\n') },
      { name: 'bad.parquet', path: folder.write('1234.parquet', 'PAR1 and so on') },
    ];
    const { report } = await validateData({ files, project: projectWith() });
    expect(report.violations).toMatchObject([{ file: 'bad.parquet', rule: 'readable' }]);
    expect(report.violations[0]?.message).toMatch(/^bad\.parquet cannot be read/);
  });
});

describe('what a rule does to the data that break it', () => {
  const rules = (...list: unknown[]) => projectWith({ validation: { minRows: 2, rules: list } });
  const body = 'x,c,y\n1,a,0\n500,b,1\nmany,a,\n3,z,1\n';

  test('warn only reports', async () => {
    const report = await validate(body.replace('many,a,', '2,a,0'), rules({ rule: 'x <= 9', otherwise: 'warn' }));
    expect(report).toMatchObject({ valid: true, rows: 4, droppedRows: 0, violations: [] });
    expect(report.warnings).toMatchObject([{ file: 'data.csv', row: 2, column: 'x', rule: 'x <= 9' }]);
  });

  test('drop takes the rows out, and the others are judged and typed as if those had never been there', async () => {
    const path = folder.write('data.csv', body);
    const project = rules({ rule: 'x between 0 and 9', otherwise: 'drop' }, 'c in [a, z]');
    const { report, table, dropped } = await validateData({ files: [{ name: 'data.csv', path }], project });
    expect(report).toMatchObject({ valid: true, rows: 2, droppedRows: 2, violations: [], warnings: [] });
    expect(report.dropped.map(({ row, message }) => [row, message])).toEqual([
      [2, '500 is not between 0 and 9'],
      [3, '"many" is not a number'],
    ]);
    expect(table?.columns[0]).toEqual({ name: 'x', storage: 'integer', values: Float64Array.of(1, 3) });
    expect(dropped?.rowCount).toBe(2);
  });

  test('rows are counted in the file, dropped ones included', async () => {
    const report = await validate(body, rules({ rule: 'x <= 9', otherwise: 'drop' }, 'c in [a]'));
    expect(report.violations).toMatchObject([{ row: 4, column: 'c', message: '"z" is not one of a' }]);
  });

  test('too few rows left quarantine the version, and so does a drop rule without its column', async () => {
    expect(await violation(body, rules({ rule: 'x < 2', otherwise: 'drop' }))).toMatchObject({ rule: 'min_rows' });
    const absent = await violation(body.replace('many,a,', '2,a,0'), rules({ rule: 'not_null(q)', otherwise: 'drop' }));
    expect(absent).toMatchObject({ rule: 'not_null(q)', message: 'there is no column "q"' });
  });

  test('a rule about the whole version has no rows to drop', async () => {
    const project = rules({ rule: 'completeness(x) >= 0.5', otherwise: 'drop' });
    await expect(validate(body, project)).rejects.toThrow(/no row to drop; use quarantine or warn/);
  });
});

describe('what is not the fault of the data is thrown', () => {
  test('a rule that makes no sense', async () => {
    const project = projectWith({ validation: { rules: ['x is nice'] } });
    await expect(validate('x,y\n1,0\n', project)).rejects.toThrow(InvalidProjectFileError);
  });

  test('a path that leads nowhere', async () => {
    const files = [{ name: 'a.csv', path: folder.path('nowhere.csv') }];
    await expect(validateData({ files, project: projectWith() })).rejects.toThrow(NotFoundError);
  });
});

describe.skipIf(!hasShared)('real data (skipped when ../shared is absent)', () => {
  test.each([
    ['wine/wine.csv', 'target', 178],
    ['breast_cancer/breast_cancer.csv', 'target', 569],
    ['penguins/penguins.csv', 'species', 344],
    ['adult/adult_train.csv.gz', 'income', 32_561],
    ['telco_churn/telco_churn.csv.gz', 'Churn', 7043],
    ['california_housing/housing.csv.gz', 'median_house_value', 20_640],
    ['bike_sharing/hour.csv.gz', 'cnt', 17_379],
    ['elec2/elec2.csv.gz', 'class', 45_312],
  ])('%s is valid, as CSV and as Parquet', async (file, target, rows) => {
    const project = projectWith({ target, task: target === 'cnt' ? 'regression' : 'multiclass' });
    const path = sharedPath(`data/${file}`);
    const { report, table } = await validateData({ files: [{ name: file, path }], project });
    expect(report).toMatchObject({ valid: true, rows, violations: [] });
    const parquet = folder.path('real.parquet');
    await writeParquet(table ?? (await readTable([path])), parquet);
    const again = await validateData({ files: [{ name: 'real.parquet', path: parquet }], project });
    expect(again.report).toEqual(report);
  });
});
