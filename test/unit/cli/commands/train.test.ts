import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ImportanceReport } from '#src/contracts/importance-report.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { TrainingRecord } from '#src/contracts/training-record.ts';
import { runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => {
    const size = ((from + index) * 37) % 50;
    return `${size},${index % 2 ? 'x' : 'y'},${size > 25 ? 'large' : 'small'}`;
  });
const csv = (name: string, from: number, to: number) =>
  folder.write(name, `size,kind,label\n${rows(from, to).join('\n')}\n`);
const data = csv('data.csv', 0, 100);
const project = folder.write('project.yaml', 'project: sizes\ntarget: label\ntask: binary\n');

/** Offline commands must not even look for a cloud. */
const run = (...args: string[]) => runCommand(args, () => Promise.reject(new Error('asked for a cloud')));
const train = (out: string, ...args: string[]) =>
  run('train', '--project', project, '--data', data, '--out', folder.path(out), ...args);

describe('driftloop train', () => {
  it('prints what DESIGN promises as JSON, and progress on stderr', async () => {
    const { exitCode, stdout, stderr } = await train('json', '--json');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^read 100 rows of 3 columns\n(round \d+ of 100\n)*trained on 80 rows, now judged by 20\nthe ONNX graph/,
    );
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(['metrics', 'model', 'report', 'sha256', 'rows', 'baselineMetrics', 'seconds']);
    expect(Object.keys(result.baselineMetrics)).toEqual(Object.keys(result.metrics));
    expect(Object.keys(result.metrics).slice(0, 4)).toEqual(['accuracy', 'auc', 'f1', 'logLoss']);
    expect(result).toMatchObject({ model: folder.path('json/model.onnx'), rows: 100 });
    expect(result.sha256).toBe(createHash('sha256').update(readFileSync(result.model)).digest('hex'));
  });

  it('writes a manifest that belongs to the model', async () => {
    await train('manifest');
    const manifest = ModelManifest.parse(JSON.parse(readFileSync(folder.path('manifest/manifest.json'), 'utf8')));
    expect(manifest).toMatchObject({ project: 'sizes', classes: ['large', 'small'], rows: { train: 80, test: 20 } });
    const sha256 = (name: string) =>
      createHash('sha256')
        .update(readFileSync(folder.path(`manifest/${name}`)))
        .digest('hex');
    expect(manifest.onnx.sha256).toBe(sha256('model.onnx'));
    expect(manifest.baseline.profile.sha256).toBe(sha256('profile.json'));
    const { byColumn } = ImportanceReport.parse(
      JSON.parse(readFileSync(folder.path('manifest/importance.json'), 'utf8')),
    );
    expect(manifest.importance).toEqual({ size: expect.closeTo(1, 6), kind: expect.closeTo(0, 6) });
    expect(byColumn).toMatchObject({
      size: { gain: expect.closeTo(1, 6), permutation: { mean: expect.any(Number) } },
      kind: { gain: expect.closeTo(0, 6) },
    });
  });

  it('writes what is to be known of the training, and a page to look at', async () => {
    await train('report');
    const record = TrainingRecord.parse(JSON.parse(readFileSync(folder.path('report/run.json'), 'utf8')));
    expect(record).toMatchObject({ columns: ['size', 'kind'], rows: { train: 80, test: 20 } });
    expect(record.curves[0]).toMatchObject({ metric: 'logLoss', rows: 'training' });
    expect(readFileSync(folder.path('report/report.html'), 'utf8')).toContain('<h1>sizes</h1>');
  });

  it('gives the same model again, from which driftloop score predicts', async () => {
    const first = JSON.parse((await train('first', '--json')).stdout);
    const second = JSON.parse((await train('second', '--json')).stdout);
    expect(second.sha256).toBe(first.sha256);
    const scored = await run('score', folder.path('first'), data, '--json');
    expect(scored.stderr).toBe('');
    const labels = rows(0, 100).map((row) => row.split(',')[2]);
    expect(JSON.parse(scored.stdout).predictions).toEqual(labels);
  });

  it('explains predictions by what each column adds to them', async () => {
    await train('explained');
    const score = (...args: string[]) => run('score', folder.path('explained'), data, '--explain', ...args);
    const { explanation, predictions } = JSON.parse((await score('--json')).stdout);
    expect(explanation.columns).toEqual(['size', 'kind']);
    expect([explanation.base.length, explanation.contributions.length]).toEqual([1, 100]);
    for (const [row, [ofSize, ofKind]] of explanation.contributions.flat().entries()) {
      expect(explanation.base[0] + ofSize + ofKind > 0 ? 'small' : 'large').toBe(predictions[row]);
    }
    expect((await score()).stdout).toMatch(/^row +prediction +because\n +1 +small +size \+\d/);
    expect(await score('--out', folder.path('none.csv'))).toMatchObject({ exitCode: 2 });
  });

  it('judges by a file of its own', async () => {
    const { stdout } = await train('test', '--test', csv('test.csv', 100, 130), '--json');
    expect(JSON.parse(stdout).rows).toBe(130);
    const { rows: counted } = JSON.parse(readFileSync(folder.path('test/manifest.json'), 'utf8'));
    expect(counted).toEqual({ train: 100, test: 30 });
  });

  it('judges by the rows that a split file names', async () => {
    const split = folder.write('split.json', JSON.stringify({ train: [...Array(60).keys()], test: [70, 71, 72] }));
    await train('split', '--split', split);
    expect(JSON.parse(readFileSync(folder.path('split/manifest.json'), 'utf8')).rows).toEqual({ train: 60, test: 3 });
  });

  it('tells people the metrics', async () => {
    const { stdout } = await train('text');
    expect(stdout).toMatch(/model\.onnx \(sha256 [0-9a-f]{64}\)\n100 rows in .*\naccuracy .*auc /);
    expect(stdout).toMatch(/\n95 % intervals: accuracy .* … /);
    expect(stdout).toMatch(/\nlogLoss of the training rows: \S+ [▁-█]+ \S+\nuses most: size .* %/);
    expect(stdout).toContain(`report: ${folder.path('text/report.html')}\n`);
  });

  it('says which columns are no features', async () => {
    const lines = rows(0, 40).map((row, index) => `note ${index},${row}`);
    const noted = folder.write('noted.csv', `note,size,kind,label\n${lines.join('\n')}\n`);
    const { stderr } = await run('train', '--project', project, '--data', noted, '--out', folder.path('noted'));
    expect(stderr).toContain('not used as features: note (text)\n');
  });

  it('tells of columns that may be mistyped or are not there to judge by', async () => {
    const projectWith = (columns: string) =>
      folder.write('columns.yaml', `project: sizes\ntarget: label\ntask: binary\ncolumns: ${columns}\n`);
    const test = folder.write('narrow.csv', 'size,label\n3,small\n40,large\n');
    const args = ['--data', data, '--test', test, '--out', folder.path('columns')] as const;
    const { stderr } = await run('train', '--project', projectWith('{ sise: { type: ignore } }'), ...args);
    expect(stderr).toContain('note: columns: the data has no column "sise"; its columns are size, kind, label\n');
    expect(stderr).toContain('note: no row to judge by has a value of "kind"\n');
    const typed = await run('train', '--project', projectWith('{ sise: { type: numerical } }'), ...args);
    expect(typed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('error: columns: the data has no') });
  });

  it('tells of a column that would be one of numbers but for a text', async () => {
    const lines = rows(0, 40).map((row, index) => `${index === 7 ? 'NA' : index / 8},${row}`);
    const marked = folder.write('marked.csv', `weight,size,kind,label\n${lines.join('\n')}\n`);
    const { stderr } = await run('train', '--project', project, '--data', marked, '--out', folder.path('marked'));
    expect(stderr).toContain(
      'note: "weight" is taken for text, for there is "NA" among its numbers (row 8): leave a field',
    );
  });

  it('ends with 2 for wrong usage', async () => {
    const split = folder.write('bad.json', '{"train":[0],"test":[999]}');
    expect(await train('wrong', '--split', split)).toMatchObject({ exitCode: 2 });
    expect(await train('wrong', '--split', split, '--test', data)).toMatchObject({ exitCode: 2 });
    expect(await run('train', '--data', data, '--out', folder.path('wrong'))).toMatchObject({ exitCode: 2 });
  });

  it('ends with 1 and a sentence when it cannot train', async () => {
    const missing = await train('failed', '--test', folder.path('nowhere.csv'));
    expect(missing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(missing.stderr).toContain('nowhere.csv');
    const typo = folder.write(
      'typo.yaml',
      'project: sizes\ntarget: label\ntask: binary\ntraining: { hyperparameters: { num_leavs: 3 } }\n',
    );
    const refused = await run('train', '--project', typo, '--data', data, '--out', folder.path('failed'));
    expect(refused).toMatchObject({ exitCode: 1 });
    // Before the data are read.
    expect(refused.stderr).toMatch(
      /^error: training\.hyperparameters\.num_leavs: unknown; did you mean "num_leaves"\?/,
    );
  });
});
