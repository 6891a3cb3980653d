import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { Reproduction } from '#src/contracts/reproduction.ts';
import { memoryCloud, runCommand } from '#test/support/memory-cloud.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop } from '#test/support/run-loop.ts';

const example = (name: string) => readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');

/** A project with two models, the second of merged data, and ways to ask for them again. */
async function twoModels(settings = '') {
  const project = await memoryProject(`${await example('wine.yaml')}${settings}`);
  const { artifacts, registry } = project.dependencies;
  for (const version of ['v1', 'v2']) {
    const upload = project.upload(`${version}.csv`, await example(`data/wine/${version}.csv`));
    await runLoop(project.inputFor(version, upload), project.dependencies);
  }
  const cloud = { ...memoryCloud(), artifacts, registry };
  const run = (...args: string[]) => runCommand(['models', 'reproduce', 'wine', ...args], async () => cloud);
  const reproduce = async (version: string) => {
    const { exitCode, stdout } = await run(version, '--json');
    return { exitCode, ...Reproduction.parse(JSON.parse(stdout)) };
  };
  const { manifest } = await registry.get('demo', 'wine', 2);
  const { lineage, onnx } = ModelManifest.parse(JSON.parse(new TextDecoder().decode(await artifacts.read(manifest))));
  return { run, reproduce, artifacts, registry, lineage, onnx };
}

let wine: Awaited<ReturnType<typeof twoModels>>;
beforeAll(async () => {
  wine = await twoModels();
});

describe('driftloop models reproduce', () => {
  it.each(['1', '2'])('gives the same bytes of version %s again', async (version) => {
    const { onnx } = await wine.registry.get('demo', 'wine', Number(version));
    expect(await wine.reproduce(version)).toMatchObject({
      ...{ exitCode: 0, reproduced: true, recorded: onnx.sha256, retrained: onnx.sha256, differences: [] },
    });
    const { stdout } = await wine.run(version);
    expect(stdout).toMatch(
      /^reproduced: the same bytes \(sha256 [0-9a-f]{64}\)\ncode version was test at the time, now /,
    );
  });

  it('knows every recorded object', async () => {
    const { inputs } = await wine.reproduce('2');
    expect(inputs.map(({ what, state }) => `${what} ${state}`)).toEqual([
      ...['raw data intact', 'raw data intact', 'training data intact', 'project file intact', 'model intact'],
    ]);
    expect(inputs.slice(0, 2).map(({ object }) => object.key)).toEqual([
      'demo/wine/raw/v1.csv',
      'demo/wine/raw/v2.csv',
    ]);
  });

  it('reads what was recorded, whatever was uploaded under that name since', async () => {
    const { reproduce, artifacts } = await twoModels();
    artifacts.put('data', 'demo/wine/raw/v1.csv', 'alcohol,target\n1,2\n');
    expect(await reproduce('2')).toMatchObject({ exitCode: 0, reproduced: true });
  });

  it('finds training data that were tampered with, and does not train on them', async () => {
    const { reproduce, run, artifacts, lineage } = await twoModels();
    artifacts.tamper(lineage.trainingData, 'other bytes');
    const { inputs, ...found } = await reproduce('2');
    expect(found).toMatchObject({ exitCode: 1, reproduced: false });
    expect(found.retrained).toBeUndefined();
    expect(inputs.filter(({ state }) => state === 'tampered').map(({ what }) => what)).toEqual(['training data']);
    const { exitCode, stdout } = await run('2');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^not reproduced: .*\ntraining data s3:\/\/\S+ in version \S+ is a tampered input/);
  });

  it('finds raw data that were tampered with or are gone, though the same bytes come out', async () => {
    const { reproduce, run, artifacts, lineage } = await twoModels();
    const [first, second] = lineage.data;
    artifacts.tamper(first!, 'other bytes');
    artifacts.remove('data', second!.key);
    const { inputs, ...found } = await reproduce('2');
    expect(found).toMatchObject({ exitCode: 1, reproduced: false, retrained: found.recorded });
    expect(inputs.slice(0, 2).map(({ state }) => state)).toEqual(['tampered', 'gone']);
    expect((await run('2')).stdout).toMatch(/, but not all inputs are intact\n/);
  });

  it('finds a stored model that is not the one that was registered', async () => {
    const { reproduce, artifacts, onnx } = await twoModels();
    artifacts.tamper(onnx, 'another model');
    const { inputs, ...found } = await reproduce('2');
    expect(found).toMatchObject({ exitCode: 1, reproduced: false, retrained: onnx.sha256 });
    expect(inputs.at(-1)).toMatchObject({ what: 'model', state: 'tampered' });
  });

  it('says what differs in the models when training gives another one', async () => {
    const { registry, artifacts, reproduce } = await twoModels();
    const { manifest: ref, ...model } = await registry.get('demo', 'wine', 2);
    const manifest = ModelManifest.parse(JSON.parse(new TextDecoder().decode(await artifacts.read(ref))));
    const libraries = { ...manifest.lineage.libraries, lightgbm: '4.6.0' };
    const changed = { ...manifest, lineage: { ...manifest.lineage, seed: 7, libraries, platform: 'other-cpu' } };
    const stored = await artifacts.write('artifacts', 'other.json', JSON.stringify(changed), '');
    await registry.register({ ...model, manifest: stored, runId: 'another' });
    const { differences, surroundings, ...found } = await reproduce('3');
    expect(found).toMatchObject({ exitCode: 1, reproduced: false });
    expect(found.retrained).not.toBe(found.recorded);
    expect(differences.length).toBeGreaterThan(0);
    expect(surroundings).toContainEqual(expect.objectContaining({ what: 'lightgbm', recorded: '4.6.0' }));
    expect(surroundings).toContainEqual(expect.objectContaining({ what: 'platform', recorded: 'other-cpu' }));
  });

  it.each([
    [['9'], 1],
    [['one'], 2],
  ])('%j fails with %d', async (args, exitCode) => {
    expect(await wine.run(...args)).toMatchObject({ exitCode, stdout: '', stderr: expect.stringMatching(/^error: /) });
  });
});
