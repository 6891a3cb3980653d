import { describe, expect, it } from 'vitest';
import { readTable } from '#src/tabular/read-table.ts';
import { runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => runCommand(args, () => Promise.reject(new Error('asked for a cloud')));

const january = folder.write('jan.csv', 'id,age,city\n1,30,Oslo\n2,41,Rome\n');
const february = folder.write('feb.csv', 'city,id,age,note\nBergen,2,41.5,moved\nRome,3,19,\n');
const out = folder.path('all.parquet');

describe('driftloop merge', () => {
  it('says what became of the rows and the columns', async () => {
    const { exitCode, stdout } = await run('merge', january, february, '--by', 'id', '--lineage', '--out', out);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/jan\.csv +2 +1$/m);
    expect(stdout).toMatch(/^age +float +integer in .*jan\.csv$/m);
    expect(stdout).toMatch(/^note +string +\S*jan\.csv$/m);
    expect(stdout).toMatch(/all\.parquet: 3 rows, 4 columns\n$/);
    const { rowCount, columns } = await readTable([out]);
    expect(rowCount).toBe(3);
    expect(columns.map(({ name }) => name)).toEqual(['id', 'age', 'city', 'note', '_driftloop_version']);
  });

  it('keeps the first of equal rows if asked, and prints the report as JSON', async () => {
    const keep = ['--by', 'id', '--keep', 'oldest', '--out', out, '--json'];
    const { stdout } = await run('merge', january, february, ...keep);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 3, removed: 1, inputs: [{ removed: 0 }, { removed: 1 }] });
  });

  it('leaves what was there when a file cannot be merged', async () => {
    await run('merge', january, '--out', out);
    const broken = await run('merge', january, folder.path('none.csv'), '--out', out);
    expect(broken).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('none.csv') });
    const noKey = await run('merge', january, '--by', 'nope', '--out', out);
    expect(noKey).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('has no column "nope"') });
    expect((await readTable([out])).rowCount).toBe(2);
  });

  it('may write over what it reads', async () => {
    await run('merge', january, '--out', out);
    await run('merge', out, february, '--out', out);
    expect((await readTable([out])).rowCount).toBe(4);
  });

  it('needs a file to write', async () => {
    expect(await run('merge', january)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--out') });
  });
});
