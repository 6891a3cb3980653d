import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '#lambdas/shared/step.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop, type StepRunner } from '#test/support/run-loop.ts';

const example = (name: string) => readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');
const upload = async (project: Awaited<ReturnType<typeof memoryProject>>, version: string, body: string) =>
  project.inputFor(version, project.upload(`${version}.csv`, body));

let wine: { file: string; v1: string; v2: string };
beforeAll(async () => {
  wine = {
    file: await example('wine.yaml'),
    v1: await example('data/wine/v1.csv'),
    v2: await example('data/wine/v2.csv'),
  };
});

describe('the loop, in memory', () => {
  it('trains on v1, and on v1 and v2 together because v2 is drifted', async () => {
    const project = await memoryProject(wine.file);
    const { registry, runs, artifacts } = project.dependencies;
    expect(await runLoop(await upload(project, 'v1', wine.v1), project.dependencies)).toBe('registered');
    expect(await runLoop(await upload(project, 'v2', wine.v2), project.dependencies)).toBe('registered');
    const production = await registry.production('demo', 'wine');
    expect(production).toMatchObject({ version: 2, stage: 'Production' });
    const manifest = ModelManifest.parse(
      JSON.parse(new TextDecoder().decode(await artifacts.read(production!.manifest))),
    );
    expect(manifest.rows.train + manifest.rows.test).toBe(178);
    const shares = Object.values(manifest.importance ?? {});
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(manifest.lineage.data.map(({ key }) => key)).toEqual(['demo/wine/raw/v1.csv', 'demo/wine/raw/v2.csv']);
    const decisions = (await runs.list('demo', 'wine')).map(({ dataVersion, drift }) => [dataVersion, drift?.decision]);
    expect(Object.fromEntries(decisions)).toEqual({ v1: undefined, v2: 'merge_datasets' });
  });

  it('gives the same digests when every step runs twice', async () => {
    const once = await memoryProject(wine.file);
    const twice = await memoryProject(wine.file);
    const outputs: unknown[] = [];
    const runTwice: StepRunner = async (step, event, dependencies) => {
      const first = await runStep(step, event, dependencies);
      expect(await runStep(step, event, dependencies), step.name).toEqual(first);
      outputs.push(first);
      return first;
    };
    for (const [version, body] of [['v1', wine.v1] as const, ['v2', wine.v2] as const]) {
      await runLoop(await upload(once, version, body), once.dependencies);
      await runLoop(await upload(twice, version, body), twice.dependencies, runTwice);
    }
    expect(outputs).toHaveLength(19);
    const models = await Promise.all(
      [once, twice].map(({ dependencies }) => dependencies.registry.list('demo', 'wine')),
    );
    const digests = models.map((list) => list.map(({ version, stage, onnx }) => [version, stage, onnx.sha256]));
    expect(digests[1]).toEqual(digests[0]);
  });

  it('keeps a model that fails the gate as a run, and registers nothing', async () => {
    const project = await memoryProject(wine.file.replace('auc: { min: 0.9 }', 'auc: { min: 1.1 }'));
    const { registry, runs } = project.dependencies;
    expect(await runLoop(await upload(project, 'v1', wine.v1), project.dependencies)).toBe('failed_gate');
    expect(await registry.list('demo', 'wine')).toEqual([]);
    const [run] = await runs.list('demo', 'wine');
    const metrics = { accuracy: expect.any(Number) };
    expect(run).toMatchObject({ outcome: 'failed_gate', metrics, baselineMetrics: metrics });
    expect(run?.gateReasons).toHaveLength(2);
  });

  it('records an undrifted version without training', async () => {
    const project = await memoryProject(wine.file);
    await runLoop(await upload(project, 'v1', wine.v1), project.dependencies);
    expect(await runLoop(await upload(project, 'v2', wine.v1), project.dependencies)).toBe('no_drift');
    expect(await project.dependencies.registry.list('demo', 'wine')).toHaveLength(1);
  });

  it('quarantines a broken version with its report, and takes the next one', async () => {
    const project = await memoryProject(wine.file);
    const { artifacts, runs } = project.dependencies;
    const broken = await upload(project, 'v1', 'alcohol,proline\n13,1000\n');
    await expect(runLoop(broken, project.dependencies)).rejects.toMatchObject({ name: 'InvalidDataError' });
    const quarantined = await artifacts.list('data', 'demo/wine/quarantine/v1/');
    expect(quarantined.map(({ key }) => key.split('/').at(-1))).toEqual(['report.json', 'v1.csv']);
    await runs.finish(broken.run, { outcome: 'quarantined', finishedAt: '2026-01-01T00:00:00Z' });
    expect(await runLoop(await upload(project, 'v2', wine.v1), project.dependencies)).toBe('registered');
  });
});
