import { describe, expect, it } from 'vitest';
import { readTable } from '#src/tabular/read-table.ts';
import { memoryCloud, runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { cloudWithModel } from '#test/support/trained-wine.ts';

const folder = temporaryFolder();

async function wine() {
  const cloud = await cloudWithModel(folder.path('baseline.parquet'));
  const run = (...args: string[]) => runCommand(['simulate', 'wine', '--rows', '50', ...args], async () => cloud);
  return { cloud, run };
}

const mean = async (file: string, name: string) => {
  const column = (await readTable([file])).columns.find((candidate) => candidate.name === name);
  if (column?.storage === 'string' || !column) throw new Error(`${name} is no number column`);
  return column.values.reduce((sum, value) => sum + value, 0) / column.values.length;
};

describe('driftloop simulate', () => {
  it('prints CSV like the baseline, the same for the same seed', async () => {
    const { run } = await wine();
    const first = await run();
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = first.stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('alcohol,hue,target');
    expect(lines).toHaveLength(51);
    expect(await run()).toEqual(first);
    expect((await run('--seed', '7')).stdout).not.toBe(first.stdout);
    const { columns, data } = JSON.parse((await run('--json')).stdout);
    expect([columns, ...data].join('\n')).toBe(lines.join('\n'));
  });

  it('drifts the columns it is told to, by as much as it is told to', async () => {
    const { run } = await wine();
    const [plain, moved] = [folder.path('plain.csv'), folder.path('moved.parquet')];
    await run('--out', plain);
    const wrote = await run('--drift', 'shift:3', '--columns', 'alcohol', '--out', moved, '--json');
    expect(JSON.parse(wrote.stdout)).toEqual({ file: moved, rows: 50 });
    const spread = 0.58; // standard deviation of the baseline's alcohol, 12 to 14 in even steps
    const shift = (await mean(moved, 'alcohol')) - (await mean(plain, 'alcohol'));
    expect(shift / spread).toBeGreaterThan(2.5);
    expect(shift / spread).toBeLessThan(3.5);
    expect(await mean(moved, 'hue')).toBeCloseTo(await mean(plain, 'hue'), 10);
  });

  it('pushes what it made as a data version', async () => {
    const { run, cloud } = await wine();
    const pushed = JSON.parse((await run('--push', 'v2', '--json')).stdout);
    expect(pushed).toMatchObject({ version: 'v2', rows: 50, runId: expect.stringMatching(/^wine-v2-/) });
    const { bytes } = await cloud.artifacts.head('data', 'demo/wine/raw/v2.parquet');
    expect(pushed.files).toEqual([{ key: 'demo/wine/raw/v2.parquet', bytes }]);
  });

  it.each([
    [['--drift', 'twist'], 2, 'with one of none, shift'],
    [['--drift', 'shift:much'], 2, 'the size after the colon must be a number'],
    [['--drift', 'missing:2'], 2, 'a number from 0 to 1, got 2'],
    [['--rows', '0'], 2, '--rows is a positive whole number, got "0"'],
    [['--out', 'x.csv', '--push', 'v2'], 2, 'choose one of --out and --push'],
    [['--out', 'x.xlsx'], 2, 'end it in .csv or .parquet'],
    [['--push', 'second'], 2, 'a data version is named v1'],
    [['--drift', 'shift', '--columns', 'alcool'], 1, 'alcool'],
  ])('refuses %j', async (args, exitCode, message) => {
    const { run } = await wine();
    const refused = await run(...args);
    expect(refused).toMatchObject({ exitCode, stdout: '' });
    expect(refused.stderr).toContain(message);
  });

  it('needs a model, whose training data it draws from', async () => {
    const { cloud } = await wine();
    const bare = { ...memoryCloud(), projects: cloud.projects };
    const refused = await runCommand(['simulate', 'wine', '--rows', '5'], async () => bare);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('wine has no model yet') });
  });
});
