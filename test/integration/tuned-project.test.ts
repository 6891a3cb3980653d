import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTrainingRecord } from '#src/cli/actions/read-tracked-run.ts';
import type { Cloud } from '#src/cli/cloud.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { Reproduction } from '#src/contracts/reproduction.ts';
import type { RunRecord } from '#src/contracts/run.ts';
import { deployedCloud, example } from '#test/support/deployed-cloud.ts';
import { runCommand } from '#test/support/memory-cloud.ts';

const TRIALS = 4;
const PROJECT = `{ project: tuned, target: target, task: multiclass,
  training: { hyperparameters: { num_iterations: 20 }, tune: { trials: ${TRIALS} } } }`;

let deployed: Awaited<ReturnType<typeof deployedCloud>>;
let run: RunRecord;
let manifest: ModelManifest;
beforeAll(async () => {
  deployed = await deployedCloud();
  await deployed.apply(PROJECT);
  run = await deployed.run(PROJECT, 'v1', await example('data/wine/v1.csv'));
  const { artifacts, registry } = deployed.cloud;
  const bytes = await artifacts.read((await registry.get('demo', 'tuned', 1)).manifest);
  manifest = ModelManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
});

/** What `driftloop models reproduce tuned 1 --json` prints. */
async function reproduce(cloud: Cloud = deployed.cloud) {
  const { exitCode, stdout } = await runCommand(['models', 'reproduce', 'tuned', '1', '--json'], async () => cloud);
  return { exitCode, ...Reproduction.parse(JSON.parse(stdout)) };
}

describe('a project that asks for tuning', () => {
  it('is tried out by a Map of functions, and trained with the best', async () => {
    expect(run).toMatchObject({ outcome: 'registered', modelVersion: 1 });
    const progress = await deployed.cloud.trainingRuns.progress(run.id);
    const steps = progress?.steps.filter(({ succeeded }) => succeeded).map(({ state }) => state) ?? [];
    const batches = steps.filter((state) => state === 'RunTrials');
    expect(batches).toHaveLength(TRIALS / 2);
    expect(steps.indexOf('PlanTraining')).toBeLessThan(steps.indexOf('PlanTuning'));

    const trials = await deployed.cloud.runs.trials('demo', 'tuned', run.id);
    expect(trials).toHaveLength(TRIALS);
    const best = trials.reduce((a, b) => (b.value! < a.value! ? b : a)); // logLoss
    expect(manifest.hyperparameters).toEqual({
      ...best.hyperparameters,
      num_iterations: Math.min(20, Math.round(1.25 * best.rounds)),
    });
  });

  it('tells what the trials took and cost', async () => {
    const trials = await deployed.cloud.runs.trials('demo', 'tuned', run.id);
    const seconds = trials.map((trial) => trial.seconds!).reduce((a, b) => a + b);
    expect(run.steps?.['RunTrial']).toMatchObject({ count: TRIALS, memoryMb: expect.any(Number) });
    expect(run.steps?.['RunTrial']?.seconds).toBeCloseTo(seconds, 6);
    const record = await readTrainingRecord(deployed.cloud, run);
    expect(record?.tuning?.trials.map(({ number }) => number)).toEqual([...Array(TRIALS).keys()]);
  });

  it('makes a model that comes out the same again, from the project file with what was found', async () => {
    expect(manifest.lineage.projectFile.key).toContain('/plan-tuning/project.json');
    const { exitCode, reproduced, retrained } = await reproduce();
    expect({ exitCode, reproduced, retrained }).toEqual({
      exitCode: 0,
      reproduced: true,
      retrained: manifest.onnx.sha256,
    });
  });

  it('does not come out the same from inputs that were changed, or are gone', async () => {
    const { artifacts } = deployed.cloud;
    const { projectFile, trainingData } = manifest.lineage;
    const changed = new TextDecoder().decode(await artifacts.read(projectFile)).replace('"seed": 42', '"seed": 43');
    const other = await artifacts.write('artifacts', projectFile.key, changed, 'application/json');
    expect(await reproduce()).toMatchObject({ reproduced: true }); // the recorded version is still there

    // As if somebody had put the new bytes in the place of the recorded ones.
    const tampered: Cloud = {
      ...deployed.cloud,
      artifacts: {
        ...artifactsOf(artifacts),
        identify: (object) => artifacts.identify(object.versionId === projectFile.versionId ? other : object),
      },
    };
    const stateOf = ({ inputs }: Reproduction, name: string) => inputs.find(({ what }) => what === name)?.state;
    const found = await reproduce(tampered);
    expect(found).toMatchObject({ exitCode: 1, reproduced: false });
    expect(stateOf(found, 'project file')).toBe('tampered');

    const s3 = new S3Client({ ...deployed.aws, forcePathStyle: true });
    const { bucket: Bucket, key: Key, versionId: VersionId } = trainingData;
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    const gone = await reproduce();
    expect(gone).toMatchObject({ exitCode: 1, reproduced: false });
    expect(stateOf(gone, 'training data')).toBe('gone');
  });
});

/** The same store as an object whose methods can be replaced one by one. */
const artifactsOf = (store: Cloud['artifacts']): Cloud['artifacts'] => ({
  list: (area, prefix) => store.list(area, prefix),
  head: (area, key) => store.head(area, key),
  read: (ref) => store.read(ref),
  download: (ref, path) => store.download(ref, path),
  write: (area, key, body, type) => store.write(area, key, body, type),
  upload: (area, key, path, type) => store.upload(area, key, path, type),
  identify: (object) => store.identify(object),
});
