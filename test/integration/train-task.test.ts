import { beforeAll, describe, expect, inject, it } from 'vitest';
import { detectNewVersion } from '#lambdas/detect-new-version/handler.ts';
import { featurize } from '#lambdas/featurize/handler.ts';
import { readJson } from '#lambdas/shared/json-artifact.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { train } from '#lambdas/train/handler.ts';
import { validateData } from '#lambdas/validate-data/handler.ts';
import { DynamoItemTable } from '#src/aws/dynamo-item-table.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { TrainTaskOutput } from '#src/contracts/steps/train.ts';
import { executionName, fingerprint } from '#src/detect/execution-name.ts';
import { emulatorBuckets, emulatorDynamo, newEmulatorTable } from '#test/support/emulator-stores.ts';
import {
  MemoryModelRegistry,
  MemoryProjectStore,
  MemoryRunTracker,
  memoryDependencies,
} from '#test/support/memory-ports.ts';
import { runTrainTask } from '#test/support/train-task.ts';

const STARTED_AT = '2026-01-01T00:00:00.000Z';
const ROUNDS = 300;
const PROJECT = `
project: trees
target: label
task: binary
training: { algorithm: lightgbm, hyperparameters: { num_iterations: ${ROUNDS}, learning_rate: 0.01 }, compute: fargate-spot }
`;

const rows = Array.from({ length: 500 }, (_, row) => {
  const [size, weight] = [(row * 37) % 101, (row * 61) % 89];
  return `${size},${weight},${(size + weight + (row % 7) * 9) % 3 === 0 || size > 70 ? 'yes' : 'no'}`;
});
const csv = `size,weight,label\n${rows.join('\n')}\n`;

/** A run up to its training, in stores of the emulator. */
async function runToTrain(text: string) {
  const { store, buckets } = await emulatorBuckets();
  const [registry, runs] = [await newEmulatorTable(), await newEmulatorTable()];
  const tables = [registry, runs].map((name) => new DynamoItemTable(name, emulatorDynamo()));
  const dependencies = {
    ...memoryDependencies(),
    artifacts: store,
    registry: new MemoryModelRegistry(tables[0]),
    projects: new MemoryProjectStore(tables[0]),
    runs: new MemoryRunTracker(tables[1]),
  };
  const file = parseProjectFile(text);
  const { team, project } = file;
  await dependencies.projects.apply({ file, sha256: '0'.repeat(64), appliedAt: STARTED_AT });
  const uploaded = await store.write('data', `${team}/${project}/raw/v1.csv`, csv, 'text/csv');
  const digest = fingerprint(uploaded);
  const run = {
    team,
    project,
    version: 'v1',
    runId: executionName({ team, project, version: 'v1', fingerprint: digest }),
  };
  const detected = await runStep(detectNewVersion, { run, fingerprint: digest, startedAt: STARTED_AT }, dependencies);
  if (detected.status !== 'new') throw new Error('the version is not new');
  const { projectFile, files, baseline } = detected;
  const { data } = await runStep(validateData, { run, files, projectFile, baseline }, dependencies);
  const featurized = await runStep(featurize, { run, projectFile, data }, dependencies);
  const toTrain = { run, projectFile, files, baseline, data, ...featurized };
  const environment = {
    TRAIN_INPUT: JSON.stringify(toTrain),
    TASK_CPU: '2048',
    TASK_MEMORY: '16384',
    AWS_ENDPOINT_URL: inject('endpoint'),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EMF_ENVIRONMENT: 'Local',
    DATA_BUCKET: buckets.data,
    ARTIFACTS_BUCKET: buckets.artifacts,
    CAPTURE_BUCKET: buckets.capture,
    REGISTRY_TABLE: registry,
    RUNS_TABLE: runs,
    CODE_VERSION: 'test',
  };
  const output = async () => {
    const stored = await store.head('artifacts', stepKey(run, 'train', 'output.json'));
    return readJson(store, await store.identify(stored), TrainTaskOutput);
  };
  return { run, toTrain, dependencies, environment, output };
}

describe('the training task, a process', () => {
  let begun: Awaited<ReturnType<typeof runToTrain>>;
  beforeAll(async () => {
    begun = await runToTrain(PROJECT);
  });

  it('that is taken away leaves a checkpoint, goes on from it, and ends with the bytes of the Train function', async () => {
    const { run, toTrain, dependencies, environment, output } = begun;
    const { artifacts } = dependencies;
    const taken = await runTrainTask(environment, (line, terminate) => line.includes('"training"') && terminate());
    expect(taken.code, taken.log.join('\n')).toBe(143);
    await expect(output()).rejects.toThrow(/output\.json/);

    const again = await runTrainTask(environment);
    expect(again.code, again.log.join('\n')).toBe(0);
    const [, after = '0'] = /"after":(\d+)/.exec(again.log.join('\n')) ?? [];
    expect(Number(after)).toBeGreaterThan(0);
    expect(Number(after)).toBeLessThan(ROUNDS);

    const { trained, error } = await output();
    expect(error).toBeNull();
    const [record] = await dependencies.runs.list(run.team, run.project);
    const use = { taskCpus: 2, memoryMb: 16_384, processor: process.arch, seconds: expect.any(Number) };
    expect(record?.steps).toEqual({ TrainOnFargate: use });
    const undisturbed = await runStep(train, toTrain, dependencies);
    const sha256 = async (manifest: typeof undisturbed.manifest) =>
      (await readJson(artifacts, manifest, ModelManifest)).onnx.sha256;
    expect(trained?.metrics).toEqual(undisturbed.metrics);
    expect(await sha256(trained!.manifest)).toBe(await sha256(undisturbed.manifest));
  });

  it('answers with the name of an error that the function would throw', async () => {
    const { toTrain, environment, output } = begun;
    const features = { ...toTrain.features, sha256: '0'.repeat(64) };
    const broken = JSON.stringify({ ...toTrain, features });
    const { code } = await runTrainTask({ ...environment, TRAIN_INPUT: broken });
    expect(code).toBe(0);
    expect(await output()).toMatchObject({ trained: null, error: { name: 'IntegrityError' } });
  });
});
