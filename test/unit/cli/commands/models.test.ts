import { describe, expect, it } from 'vitest';
import { runCommand } from '#test/support/memory-cloud.ts';
import { refTo } from '#test/support/model-manifests.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { cloudWithModel } from '#test/support/trained-wine.ts';
import { trainingRecord } from '#test/support/training-records.ts';

const folder = temporaryFolder();

async function twoModels() {
  const cloud = await cloudWithModel(folder.path('baseline.parquet'));
  const model = { team: 'demo', project: 'wine', manifest: refTo('m'), onnx: refTo('o'), metrics: { accuracy: 0.5 } };
  await cloud.registry.register({ ...model, runId: 'r2', createdAt: '2026-01-02T00:00:00.000Z' });
  return { cloud, run: (...args: string[]) => runCommand(['models', ...args], async () => cloud) };
}

describe('driftloop models', () => {
  it('lists the versions, newest first, in the shape that programs rely on', async () => {
    const { run, cloud } = await twoModels();
    const { onnx } = await cloud.registry.get('demo', 'wine', 1);
    expect(JSON.parse((await run('list', 'wine', '--json')).stdout)).toEqual([
      { version: 2, stage: 'None', metrics: { accuracy: 0.5 }, sha256: refTo('o').sha256, runId: 'r2' },
      { version: 1, stage: 'Production', metrics: { accuracy: 0.9, f1: 0.8 }, sha256: onnx.sha256, runId: 'r' },
    ]);
    const { stdout } = await run('list', 'wine');
    expect(stdout).toMatch(/^ +1 +Production +accuracy 0\.9, f1 0\.8 +[0-9a-f]{12} +r +2026-01-01 00:00:00$/m);
  });

  it('shows a version with its manifest', async () => {
    const { run } = await twoModels();
    const shown = await run('show', 'wine', '1', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ version: 1, stage: 'Production', manifest: { target: 'target' } });
    expect((await run('show', 'wine', '1')).stdout).toMatch(/^columns +alcohol, hue$/m);
  });

  it('prints the model card of a version that a run trained', async () => {
    const { run, cloud } = await twoModels();
    const trained = { team: 'demo', project: 'wine', runId: 'r', version: 'v1' };
    const claim = { run: trained, fingerprint: 'f'.repeat(64), startedAt: '2026-01-01T00:00:00.000Z' };
    await cloud.runs.claim({ ...claim, olderVersions: [] });
    const key = 'demo/wine/runs/r/train/run.json';
    cloud.artifacts.put('artifacts', key, JSON.stringify(trainingRecord()));
    await cloud.runs.update(trained, { artifacts: { trainingRecord: `s3://artifacts/${key}` } });
    expect((await run('show', 'wine', '1', '--card')).stdout).toMatch(/^# Model card: wine\n/);
    expect(await run('show', 'wine', '2', '--card')).toMatchObject({ exitCode: 1, stdout: '' });
    expect((await run('show', 'wine', '1')).stdout).toMatch(/^card +driftloop models show wine 1 --card$/m);
  });

  it.each([
    [['show', 'wine', '7'], 1],
    [['show', 'wine', 'one'], 2],
    [['list', 'beer'], 1],
  ])('%j fails with %d and nothing on stdout', async (args, exitCode) => {
    const { run } = await twoModels();
    expect(await run(...args)).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(/^error: /) });
  });
});
