import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runCommand } from '#test/support/memory-cloud.ts';
import { columns, manifestFor } from '#test/support/model-manifests.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { wineModel } from '#test/support/trained-wine.ts';

const folder = temporaryFolder();

/** Offline commands must not even look for a cloud. */
const run = (...args: string[]) => runCommand(args, () => Promise.reject(new Error('asked for a cloud')));

describe('driftloop profile', () => {
  it('shows types, gaps, moments and the commonest values', async () => {
    const file = folder.write('people.csv', 'age,city\n31,Rome\n45,Oslo\n,Rome\n');
    const { exitCode, stdout } = await run('profile', file);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^age +numerical +1 +2 +38 +9\.899 +31 .* 45 +31 \(1\), 45 \(1\)$/m);
    expect(stdout).toMatch(/^city .* Rome \(2\), Oslo \(1\)$/m);
    expect(stdout).toMatch(/\n3 rows, 2 columns\n$/);
    expect(JSON.parse((await run('profile', file, '--json')).stdout)).toMatchObject({ rows: 3 });
  });

  it('names a file that is not there', async () => {
    const file = folder.path('none.csv');
    expect(await run('profile', file)).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining(file),
    });
  });

  it('names a folder, and has errors and wrong usage as JSON when that is asked for', async () => {
    const { exitCode, stdout, stderr } = await run('profile', folder.path(''), '--json');
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(/^error: .* is a folder: name a CSV or Parquet file\n$/),
    ]);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'NotFoundError', message: expect.stringMatching(/is a folder/) },
    });
    const wrong = await run('profile', '--json');
    expect(wrong.exitCode).toBe(2);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'UsageError' } });
    const nothing = JSON.parse((await run('data', '--json')).stdout);
    expect(nothing).toEqual({ error: { code: 'UsageError', message: 'name a command: --help lists them' } });
  });
});

describe('driftloop validate', () => {
  const project = folder.write(
    'p.yaml',
    'project: p\ntarget: t\ntask: binary\nvalidation: { minRows: 2, rules: ["age between 0 and 99"] }\n',
  );
  const schema = folder.write('schema.json', '{"columns":{"age":{"type":"numerical"}}}');
  const good = folder.write('good.csv', 'age,t\n30,0\n40,1\n');
  const bad = folder.write('bad.csv', 'age,t\n30,0\n140,1\n');

  it('ends with 0 on data that keeps to the project file, with 1 on data that does not', async () => {
    expect(await run('validate', '--schema', project, good)).toEqual({
      exitCode: 0,
      stdout: 'valid: 2 rows, 2 columns\n',
      stderr: '',
    });
    const broken = await run('validate', '--schema', project, bad);
    expect(broken).toMatchObject({ exitCode: 1, stderr: '' });
    expect(broken.stdout).toMatch(/^bad\.csv +2 +age +age between 0 and 99 /m);
    const report = JSON.parse((await run('validate', '--schema', project, bad, '--json')).stdout);
    expect(report).toMatchObject({ valid: false, violations: [{ file: 'bad.csv', row: 2, column: 'age' }] });
  });

  it('takes a schema in place of a project file: columns and types, no target', async () => {
    expect(await run('validate', '--schema', schema, good)).toMatchObject({ exitCode: 0 });
    const words = folder.write('words.csv', 'age\n30\nold\n');
    const broken = JSON.parse((await run('validate', '--schema', schema, words, '--json')).stdout);
    expect(broken.violations).toMatchObject([{ row: 2, column: 'age', rule: 'column_type' }]);
    const absent = await run('validate', '--schema', schema, folder.write('other.csv', 'size\n1\n'));
    expect(absent).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('column_present') });
  });

  it('suggests types and rules, and compares with earlier data when a rule does', async () => {
    const suggested = await run('validate', '--suggest', good);
    expect(suggested).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('    - not_null(age)\n') });
    const file = folder.write('suggested.yaml', `project: p\ntarget: t\ntask: binary\n${suggested.stdout}`);
    expect(await run('validate', '--schema', file, good)).toMatchObject({ exitCode: 0 });
    const known = folder.write(
      'known.yaml',
      'project: p\ntarget: t\ntask: binary\nvalidation: { minRows: 1, rules: [{ rule: age in baseline, otherwise: drop }] }\n',
    );
    const dropped = await run('validate', '--schema', known, '--baseline', good, bad);
    expect(dropped).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('rows dropped: 1\n\nvalid: 1 rows') });
    expect(await run('validate', good)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--schema') });
  });

  it("reads and writes SageMaker's files", async () => {
    const dir = folder.path('sagemaker');
    expect(await run('profile', good, '--sagemaker', dir)).toMatchObject({ exitCode: 0 });
    const constraints = `${dir}/constraints.json`;
    expect(await run('validate', '--constraints', constraints, good)).toEqual({
      exitCode: 0,
      stdout: '{\n  "violations": []\n}\n',
      stderr: '',
    });
    const other = folder.write('other.csv', 'age\n-1\n');
    const broken = await run('validate', '--constraints', constraints, other);
    expect(broken.exitCode).toBe(1);
    expect(JSON.parse(broken.stdout).violations).toHaveLength(2);
    const drifted = await run('validate', '--constraints', constraints, '--statistics', `${dir}/statistics.json`, good);
    expect(drifted).toMatchObject({ exitCode: 0, stderr: '' });
    const to = folder.path('constraint_violations.json');
    expect(await run('validate', '--constraints', constraints, '--out', to, other)).toMatchObject({ stdout: '' });
    expect(await readFile(to, 'utf8')).toBe(broken.stdout);
    const wrong = folder.write('wrong.json', '{"version":0,"features":[{"name":"age"}]}');
    expect(await run('validate', '--constraints', wrong, good)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('features.0.inferred_type'),
    });
  });

  it('takes all files of a version together', async () => {
    const single = folder.write('single.csv', 'age,t\n30,0\n');
    expect(await run('validate', '--schema', project, single)).toMatchObject({ exitCode: 1 });
    expect(await run('validate', '--schema', project, single, good)).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['a schema that is none', folder.write('typo.json', '{"columns":{"age":{"type":"number"}}}'), 1],
    ['a schema that is not there', folder.path('none.json'), 1],
  ])('refuses %s', async (_, file, exitCode) => {
    expect(await run('validate', '--schema', file, good)).toMatchObject({ exitCode, stdout: '' });
  });
});

describe('driftloop score', () => {
  const writeModel = (bytes: Uint8Array) => {
    folder.write('model.onnx', bytes);
    const manifest = manifestFor(wineModel(), {
      features: { rawColumns: columns('float', 'alcohol', 'hue'), steps: [] },
    });
    folder.write('manifest.json', JSON.stringify(manifest));
    return folder.path('.');
  };
  const data = folder.write('wines.csv', 'id,hue,alcohol\na,1,5\nb,6,2\nc,,\n');

  it('predicts every row, columns matched by name', async () => {
    const { exitCode, stdout } = await run('score', writeModel(wineModel()), data, '--json');
    const scored = JSON.parse(stdout);
    expect({ exitCode, rows: scored.rows, predictions: scored.predictions }).toEqual({
      exitCode: 0,
      rows: 3,
      predictions: [0, 1, 0],
    });
    expect(scored.probabilities[0][0]).toBeCloseTo(Math.exp(5) / (Math.exp(5) + Math.exp(1) + 1), 6);
  });

  it('takes a number that is infinite as float32 for a missing one, as training does', async () => {
    const infinite = folder.write('infinite.csv', 'hue,alcohol\n,\ninf,-inf\n3.5e38,-1e300\n');
    const { stdout } = await run('score', writeModel(wineModel()), infinite, '--json');
    const [missing, ...others] = JSON.parse(stdout).probabilities;
    expect(others).toEqual([missing, missing]);
  });

  it('shows them as a table, or writes them beside the data', async () => {
    const model = writeModel(wineModel());
    expect((await run('score', model, data)).stdout).toMatch(/^row +prediction +probability\n +1 +0 +0\.9756\n/);
    const out = folder.path('scored.csv');
    expect(await run('score', model, data, '--out', out)).toMatchObject({
      exitCode: 0,
      stdout: `wrote 3 rows to ${out}\n`,
    });
    expect(await readFile(out, 'utf8')).toMatch(
      /^id,hue,alcohol,prediction,probability_0,probability_1,probability_2\na,1,5,0,/,
    );
  });

  it('refuses a model that is not the one of its manifest, and a folder without one', async () => {
    const changed = await run('score', writeModel(Uint8Array.of(1, 2, 3)), data);
    expect(changed).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('sha256') });
    const none = await run('score', folder.path('nowhere'), data);
    expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('driftloop train --out') });
  });
});
