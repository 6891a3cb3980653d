import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryCloud, runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const wine = 'project: wine\ntarget: cultivar\ntask: multiclass\n';

describe('driftloop project', () => {
  it('applies a file, shows it with its defaults and lists it', async () => {
    const cloud = memoryCloud();
    const run = (...args: string[]) => runCommand(args, async () => cloud);
    const file = folder.write('wine.yaml', wine);

    const applied = await run('project', 'apply', file, '--json');
    expect(applied).toMatchObject({ exitCode: 0, stderr: '' });
    const sha256 = createHash('sha256').update(wine).digest('hex');
    expect(JSON.parse(applied.stdout)).toEqual({ team: 'demo', project: 'wine', sha256, notes: [] });

    const shown = await run('project', 'show', 'wine');
    expect(shown.stdout).toContain('# applied 2026-01-01 00:00:00');
    expect(shown.stdout).toContain('algorithm: lightgbm');

    const listed = await run('project', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { project: 'wine', task: 'multiclass', target: 'cultivar', sha256 },
    ]);
  });

  it('gives the deployed key to the first project that is applied, and keeps it there', async () => {
    const cloud = memoryCloud();
    const apply = (text: string) => runCommand(['project', 'apply', folder.write('p.yaml', text)], async () => cloud);
    await apply(wine);
    await apply(wine.replace('wine', 'beer'));
    const foreign = await apply(`${wine.replace('wine', 'tea')}team: other\n`);
    const key = createHash('sha256').update('the-key').digest('hex');
    expect(await cloud.projects.keyOwner(key)).toEqual({ team: 'demo', defaultProject: 'wine' });
    expect(foreign.stderr).toContain('the deployed API key belongs to team demo');
  });

  it('says which settings have no effect yet, on stderr', async () => {
    const file = folder.write('rollout.yaml', `${wine}rollout: { strategy: canary }\n`);
    const applied = await runCommand(['project', 'apply', file], async () => memoryCloud());
    expect(applied.stderr).toMatch(/^note: rollout\.strategy has no effect yet/);
    expect(applied.stdout).toMatch(/^applied demo\/wine \(sha256 [0-9a-f]{12}\)\n$/);
  });

  it('refuses a file with an unknown key and applies nothing', async () => {
    const cloud = memoryCloud();
    const file = folder.write('typo.yaml', `${wine}trainning: {}\n`);
    const refused = await runCommand(['project', 'apply', file], async () => cloud);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('did you mean "training"?');
    expect(await cloud.projects.list()).toEqual([]);
  });

  it('refuses to apply a file for another team than its own', async () => {
    const cloud = memoryCloud();
    const file = folder.write('wine.yaml', wine);
    const refused = await runCommand(['project', 'apply', file, '--team', 'acme'], async () => cloud);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('write "team: acme" into it') });
    expect(await cloud.projects.list()).toEqual([]);
    expect(await runCommand(['project', 'apply', file, '--team', 'demo'], async () => cloud)).toMatchObject({
      exitCode: 0,
    });
  });

  it('names what does not exist', async () => {
    const missing = await runCommand(['project', 'show', 'beer'], async () => memoryCloud());
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toMatch(/^error: .*beer/);
    const noFile = await runCommand(['project', 'apply', folder.path('none.yaml')], async () => memoryCloud());
    expect(noFile).toMatchObject({ exitCode: 1, stdout: '' });
    expect(noFile.stderr).toContain('none.yaml');
  });

  it('refuses a name that could be a path', async () => {
    const refused = await runCommand(['project', 'show', '../x'], async () => memoryCloud());
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('project "../x": use 1 to 63 letters');
  });
});
