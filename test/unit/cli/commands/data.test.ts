import { describe, expect, it } from 'vitest';
import { memoryCloud, runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const csv = folder.write('some.csv', 'a,b\n1,2\n');

async function cloudWithWine() {
  const cloud = memoryCloud();
  const file = folder.write('wine.yaml', 'project: wine\ntarget: b\ntask: binary\n');
  await runCommand(['project', 'apply', file], async () => cloud);
  const run = (...args: string[]) => runCommand(args, async () => cloud);
  const keys = async () => (await cloud.artifacts.list('data', '')).map(({ key }) => key);
  return { cloud, run, keys };
}

describe('driftloop data push', () => {
  it('puts a single file under the name of its version and prints the run it starts', async () => {
    const { run, keys } = await cloudWithWine();
    const pushed = await run('data', 'push', 'wine', 'v1', csv, '--json');
    expect(pushed.exitCode).toBe(0);
    expect(pushed.stderr).toMatch(/^uploaded s3:\/\/.*\/demo\/wine\/raw\/v1\.csv \(8 B\)\n$/);
    expect(await keys()).toEqual(['demo/wine/raw/v1.csv']);
    const result = JSON.parse(pushed.stdout);
    expect(result).toMatchObject({
      project: 'wine',
      version: 'v1',
      files: [{ key: 'demo/wine/raw/v1.csv', bytes: 8 }],
    });
    expect(result.runId).toMatch(/^wine-v1-[0-9a-f]{16}$/);
  });

  it('puts several files, and a gzipped one, into a folder that is sealed last', async () => {
    const { run, keys, cloud } = await cloudWithWine();
    await run('data', 'push', 'wine', 'v1', csv, folder.write('more.parquet', 'PAR1'));
    await run('data', 'push', 'wine', 'v2', folder.write('zipped.csv.gz', 'gz'));
    expect(await keys()).toEqual([
      'demo/wine/raw/v1/_SUCCESS',
      'demo/wine/raw/v1/more.parquet',
      'demo/wine/raw/v1/some.csv',
      'demo/wine/raw/v2/_SUCCESS',
      'demo/wine/raw/v2/zipped.csv.gz',
    ]);
    const { lastModified: sealed } = await cloud.artifacts.head('data', 'demo/wine/raw/v1/_SUCCESS');
    const { lastModified: last } = await cloud.artifacts.head('data', 'demo/wine/raw/v1/more.parquet');
    expect(sealed.getTime()).toBeGreaterThan(last.getTime());
  });

  it('replaces a version only when forced, and never mixes old files with new ones', async () => {
    const { run, cloud } = await cloudWithWine();
    await run('data', 'push', 'wine', 'v1', csv);
    const changed = folder.write('changed.csv', 'a,b\n3,4\n');
    const again = await run('data', 'push', 'wine', 'v1', changed);
    expect(again).toMatchObject({ exitCode: 1, stdout: '' });
    expect(again.stderr).toContain('wine v1 is there already');

    expect(await run('data', 'push', 'wine', 'v1', changed, '--force')).toMatchObject({ exitCode: 0 });
    const { bytes } = await cloud.artifacts.head('data', 'demo/wine/raw/v1.csv');
    expect(bytes).toBe(8);

    const same = await run('data', 'push', 'wine', 'v1', changed, '--force');
    expect(same).toMatchObject({ exitCode: 1, stdout: '' });
    expect(same.stderr).toMatch(
      /wine v1 holds these very bytes already, and its run is wine-v1-[0-9a-f]{16}: .* as v2\n/,
    );

    const mixed = await run('data', 'push', 'wine', 'v1', csv, changed, '--force');
    expect(mixed.exitCode).toBe(1);
    expect(mixed.stderr).toContain('demo/wine/raw/v1.csv would remain part of v1');
  });

  it('refuses a version behind one that had its run, which would never have its own', async () => {
    const { run, cloud, keys } = await cloudWithWine();
    const context = { team: 'demo', project: 'wine', runId: 'wine-v9-0123456789abcdef', version: 'v9' };
    const startedAt = '2026-01-01T00:00:00.000Z';
    await cloud.runs.claim({ run: context, fingerprint: 'f'.repeat(64), startedAt, olderVersions: [] });
    const late = await run('data', 'push', 'wine', 'v8', csv);
    expect(late).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('push it as v10') });
    expect(await keys()).toEqual([]);
    expect(await run('data', 'push', 'wine', 'v10', csv)).toMatchObject({ exitCode: 0 });
  });

  it('seals a replaced folder anew, so that its run starts again', async () => {
    const { run } = await cloudWithWine();
    const zipped = (body: string) => folder.write('again.csv.gz', body);
    const push = async (body: string, ...force: string[]) =>
      JSON.parse((await run('data', 'push', 'wine', 'v1', zipped(body), '--json', ...force)).stdout).runId;
    const runIds = [await push('first'), await push('second', '--force'), await push('third', '--force')];
    expect(new Set(runIds).size).toBe(3);
  });

  it.each([
    [['wine', 'one', csv], 2, 'a data version is named v1, v2'],
    [['wine', 'v1', folder.write('table.xlsx', '')], 2, 'a data file’s name ends in'],
    [['wine', 'v1', csv, csv], 2, 'two files are named some.csv'],
    [['wine', 'v1', folder.path('absent.csv')], 1, 'there is no file'],
    [['beer', 'v1', csv], 1, 'beer'],
  ])('refuses %j', async (args, exitCode, message) => {
    const { run, keys } = await cloudWithWine();
    const refused = await run('data', 'push', ...args);
    expect(refused).toMatchObject({ exitCode, stdout: '' });
    expect(refused.stderr.replaceAll("'", '’')).toContain(message);
    expect(await keys()).toEqual([]);
  });
});

describe('driftloop data list', () => {
  it('lists the versions by number, with what became of each', async () => {
    const { run, cloud } = await cloudWithWine();
    for (const version of ['v10', 'v9']) await run('data', 'push', 'wine', version, csv);
    cloud.artifacts.put('data', 'demo/wine/raw/v11/part.csv', new TextEncoder().encode('a\n'));
    const runContext = { team: 'demo', project: 'wine', runId: 'wine-v9-0123456789abcdef', version: 'v9' };
    const claim = {
      run: runContext,
      fingerprint: 'f'.repeat(64),
      startedAt: '2026-01-01T00:00:00.000Z',
      olderVersions: [],
    };
    await cloud.runs.claim(claim);
    await cloud.runs.update(runContext, { rows: 1, quality: 87.25 });

    const listed = await run('data', 'list', 'wine', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { version: 'v9', files: 1, bytes: 8, outcome: 'running', runId: runContext.runId, rows: 1, quality: 87.25 },
      { version: 'v10', files: 1, outcome: null, runId: null, rows: null, quality: null },
      { version: 'v11', files: 1, bytes: 2, sealedAt: null },
    ]);
    expect((await run('data', 'list', 'wine')).stdout).toMatch(/^v11 +1 +2 B +– +– +not yet/m);
    expect((await run('data', 'list', 'wine')).stdout).toMatch(/^v9 +1 +8 B +1 +87\.3 /m);
  });

  it('tells an unknown project from one without data', async () => {
    const { run } = await cloudWithWine();
    expect((await run('data', 'list', 'wine')).stdout).toContain('wine has no data yet');
    expect(await run('data', 'list', 'beer')).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
