import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const root = resolve(import.meta.dirname, '../..');
const data = (file: string) => join(root, 'projects/data/wine', file);
const folder = temporaryFolder();
const project = 'cli-wine';

/** Runs the real program on the deployed local cloud. */
function driftloop(args: readonly string[], stdin = '') {
  const child = spawn(join(root, 'bin/driftloop'), args, {
    cwd: folder.path('.'),
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: inject('endpoint'),
      DRIFTLOOP_ENV: 'local',
      DRIFTLOOP_API_KEY: '',
      NO_COLOR: '1',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(stdin);
  return new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((done, failed) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', failed).once('close', (exitCode) => done({ exitCode, stdout, stderr }));
  });
}

async function json(...args: string[]) {
  const { stdout, stderr, exitCode } = await driftloop([...args, '--json']);
  if (exitCode !== 0) throw new Error(`driftloop ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
  return JSON.parse(stdout);
}

describe('driftloop on the local cloud', () => {
  beforeAll(async () => {
    const wine = readFileSync(join(root, 'projects/wine.yaml'), 'utf8').replace('project: wine', `project: ${project}`);
    await json('project', 'apply', folder.write('project.yaml', wine));
    const pushed = await driftloop(['data', 'push', project, 'v1', data('v1.csv'), '--wait']);
    expect(pushed).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^outcome +registered$/m) });
    for (const step of ['DetectNewVersion', 'ValidateData', 'Featurize', 'Train', 'Gate', 'Register', 'PushMetrics']) {
      expect(pushed.stderr).toMatch(new RegExp(`^  ✔ ${step} +[0-9.]+ s`, 'm'));
    }
  });

  it('says where everything is, and the address works as it is', async () => {
    const status = await json('status');
    expect(status).toMatchObject({ ready: true, endpoint: inject('endpoint') });
    const answer = await fetch(`${status.apiUrl}/projects/${project}/predict`, {
      method: 'POST',
      headers: { 'x-api-key': status.demoKey, 'content-type': 'application/json' },
      body: JSON.stringify({
        features: [[14.23, 1.71, 2.43, 15.6, 127, 2.8, 3.06, 0.28, 2.29, 5.64, 1.04, 3.92, 1065]],
      }),
    });
    expect([answer.status, await answer.json()]).toMatchObject([200, { predictions: [expect.any(Number)] }]);
  });

  it('shows the run and the model that it registered', async () => {
    const [run] = await json('runs', 'list', project);
    expect(run).toMatchObject({ dataVersion: 'v1', outcome: 'registered', drift: null, modelVersion: 1 });
    const [model] = await json('models', 'list', project);
    expect(model).toMatchObject({ version: 1, stage: 'Production', runId: run.id, metrics: run.metrics });
    const { manifest } = await json('models', 'show', project, '1');
    expect(manifest).toMatchObject({ project, onnx: { sha256: model.sha256 } });
    expect(await json('data', 'list', project)).toMatchObject([
      { version: 'v1', outcome: 'registered', runId: run.id },
    ]);
  });

  it('predicts the same through the API, in batch and from stdin', async () => {
    const direct = await json('predict', project, data('v2.csv'));
    const piped = await driftloop(['predict', project, '-', '--json'], readFileSync(data('v2.csv'), 'utf8'));
    expect(JSON.parse(piped.stdout).predictions).toEqual(direct.predictions);
    const out = folder.path('scored.csv');
    expect(await json('batch', project, data('v2.csv'), '--out', out)).toMatchObject({ status: 'completed', rows: 85 });
    const [header = '', ...lines] = readFileSync(out, 'utf8').trimEnd().split('\n');
    const at = header.split(',').indexOf('prediction');
    expect(lines.map((line) => Number(line.split(',')[at]))).toEqual(direct.predictions);
  });

  it('passes on what the API refuses', async () => {
    const refused = await driftloop(['predict', project, '-'], '{"features":[[1,2]]}');
    expect(refused).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'error: the API answered 400: INVALID_FEATURES: row 1: expected 13 numbers, got 2\n',
    });
  });

  it('quarantines a broken version and takes the simulated one after it', async () => {
    const broken = folder.write('broken.csv', 'alcohol,target\n13,0\n14\n');
    const pushed = await driftloop(['data', 'push', project, 'v2', broken, '--wait']);
    expect(pushed).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/^outcome +quarantined$/m) });
    expect(pushed.stderr).toMatch(/✖ ValidateData .*InvalidDataError/);
    const { runId } = await json('simulate', project, '--rows', '120', '--push', 'v3');
    expect(await json('runs', 'watch', runId)).toMatchObject({ outcome: 'no_drift', dataVersion: 'v3' });
  });
});
