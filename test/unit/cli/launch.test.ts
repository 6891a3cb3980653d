import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const root = resolve(import.meta.dirname, '../../..');
const launcher = join(root, 'bin/driftloop');
const folder = temporaryFolder();
const csv = folder.write('data.csv', `age,city\n${'31,Rome\n45,Oslo\n'.repeat(30)}`);

interface Launch {
  readonly command?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs the real program as a shell would, without a cloud. */
function launch(args: readonly string[], { command = launcher, env = {}, cwd = root }: Launch = {}) {
  const { DRIFTLOOP_ENV: _, NO_COLOR: __, FORCE_COLOR: ___, ...inherited } = process.env;
  const child = spawn(command, args, {
    cwd,
    env: { ...inherited, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((done, failed) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', failed).once('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

describe('bin/driftloop', () => {
  it('shows its commands', async () => {
    const { exitCode, stdout, stderr } = await launch(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const name of [
      'up',
      'project',
      'data',
      'runs',
      'models',
      'predict',
      'simulate',
      'validate',
      'drift',
      'score',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  it('loads nothing for its help that is not needed for it', async () => {
    const hooks = folder.write(
      'report-loads.mjs',
      `import { registerHooks } from 'node:module';
       registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });`,
    );
    const { stderr } = await launch(['--help'], { env: { NODE_OPTIONS: `--import ${hooks}` } });
    const packages = [...stderr.matchAll(/node_modules\/((?:@[^/]+\/)?[^/\n]+)/g)].map(([, name]) => name);
    expect([...new Set(packages)]).toEqual(['commander']);
  });

  it('works through a link, from another folder', async () => {
    symlinkSync(launcher, folder.path('first'));
    symlinkSync('first', folder.path('second'));
    const { exitCode, stdout } = await launch(['--version'], { command: folder.path('second'), cwd: folder.path('.') });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each([
    [['rns'], /unknown command 'rns'\n\(Did you mean runs\?\)/],
    [['runs', 'lst'], /unknown command 'lst'\n\(Did you mean list\?\)/],
    [['profile', csv, '--jsn'], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    [['runs', 'list'], /missing required argument 'project'/],
    [['status', '--env', 'staging'], /Allowed choices are local, dev, prod/],
    [['drift', csv, csv, '--share', '2'], /--share is a number from 0 to 1, got "2"/],
    [['models', 'show', 'wine', 'latest'], /a model version is a number such as 3, got "latest"/],
    [['up', '--env', 'prod'], /npx cdk deploy --all -c env=prod/],
    [['simulate', 'wine', '--rows', '10', '--drift', 'twist'], /--drift twist: write KIND or KIND:SIZE/],
    [[], /Usage: driftloop/],
  ])('%j is wrong usage: 2, and nothing on stdout', async (args, message) => {
    const { exitCode, stdout, stderr } = await launch(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('fails with 1 and one sentence, and shows where from only when asked', async () => {
    const failed = await launch(['runs', 'list', 'wine']);
    expect(failed).toMatchObject({ exitCode: 1, stdout: '' });
    expect(failed.stderr).toMatch(/^error: nothing answers at http:\/\/127\.0\.0\.1:1: no local cloud is running.*\n$/);
    const debugged = await launch(['runs', 'list', 'wine', '--debug']);
    expect(debugged.exitCode).toBe(1);
    expect(debugged.stderr).toMatch(/^ +at /m);
  });

  it('says as data that there is no cloud', async () => {
    const { exitCode, stdout } = await launch(['status', '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ready: false, environment: 'local' });
  });

  it('prints JSON alone on stdout, wherever --json stands', async () => {
    const first = await launch(['--json', 'profile', csv]);
    const last = await launch(['profile', csv, '--json']);
    expect(JSON.parse(first.stdout)).toMatchObject({ rows: 60, columns: [{ name: 'age' }, { name: 'city' }] });
    expect(last).toEqual(first);
  });

  it('colours for a terminal, not in a pipe', async () => {
    const colours = '\u001b[';
    expect((await launch(['profile', csv])).stdout).not.toContain(colours);
    expect((await launch(['profile', csv], { env: { FORCE_COLOR: '1' } })).stdout).toContain(colours);
  });

  it('takes its environment from DRIFTLOOP_ENV, and the option over it', async () => {
    const { stderr } = await launch(['up'], { env: { DRIFTLOOP_ENV: 'dev' } });
    expect(stderr).toContain('npx cdk deploy --all -c env=dev');
    expect((await launch(['up', '--env', 'prod'], { env: { DRIFTLOOP_ENV: 'dev' } })).stderr).toContain('-c env=prod');
  });

  it('ends quietly when its reader does', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `column_${index}`); // more than a pipe holds
    const many = folder.write('many.csv', `${names.join(',')}\n${names.map(() => 1).join(',')}\n`);
    const { exitCode, stderr } = await launch(['-c', `'${launcher}' profile '${many}' --json | head -c 1; exit 0`], {
      command: 'sh',
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('says how to set it up where nothing is installed', async () => {
    const { exitCode, stderr } = await launch(
      ['-c', `mkdir -p bare/bin && cp '${launcher}' bare/bin/ && bare/bin/driftloop runs list wine`],
      { command: 'sh', cwd: folder.path('.') },
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^driftloop is not set up in .*: run `npm start` there/);
  });
});
