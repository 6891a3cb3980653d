import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { detectNewVersion } from '#lambdas/detect-new-version/handler.ts';
import { featurize } from '#lambdas/featurize/handler.ts';
import { importSagemakerModel } from '#lambdas/import-sagemaker-model/handler.ts';
import { register } from '#lambdas/register/handler.ts';
import { readJson } from '#lambdas/shared/json-artifact.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { train } from '#lambdas/train/handler.ts';
import { validateData } from '#lambdas/validate-data/handler.ts';
import { writeTrainingChannel } from '#lambdas/write-training-channel/handler.ts';
import { reproduceModel } from '#src/cli/actions/reproduce-model.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { type LearningCurve, TrainingRecord } from '#src/contracts/training-record.ts';
import { FINISHED_AT, memoryProject } from '#test/support/memory-project.ts';
import { archived, trainAsContainer } from '#test/support/sagemaker-container.ts';

const TARGETS = { binary: ['no', 'yes'], multiclass: ['a', 'b', 'c'], regression: [1.5, 7, 20] } as const;
type Task = keyof typeof TARGETS;

/** Numbers with gaps, texts, and a column that has values in few rows. */
const csvOf = (task: Task) => {
  const rows = Array.from({ length: 400 }, (_, row) => {
    const [size, weight] = [(row * 37) % 101, ((row * 61) % 89) / 7];
    const targets = TARGETS[task];
    const target = targets[(size > 60 ? 1 : 0) + (row % 5 === 0 && targets.length > 2 ? 1 : 0)];
    return [row % 11 === 0 ? '' : size, weight, ['red', 'green', ''][row % 3], row % 9 === 0 ? size / 3 : '', target];
  });
  return ['size,weight,colour,rare,label', ...rows.map((row) => row.join(','))].join('\n');
};

/** A run up to its training. */
async function runToTrain(training: string, task: Task = 'binary') {
  const text = `project: job\ntarget: label\ntask: ${task}\ntraining: { algorithm: xgboost, compute: sagemaker, ${training} }\n`;
  const { dependencies, upload, inputFor } = await memoryProject(text);
  const input = inputFor('v1', upload('v1.csv', csvOf(task)));
  const detected = await runStep(detectNewVersion, input, dependencies);
  if (detected.status !== 'new') throw new Error('the version is not new');
  const { run } = input;
  const { projectFile, files, baseline } = detected;
  const { data } = await runStep(validateData, { run, files, projectFile, baseline }, dependencies);
  const featurized = await runStep(featurize, { run, projectFile, data }, dependencies);
  const toTrain = { run, projectFile, files, baseline, data, ...featurized };
  const written = () => runStep(writeTrainingChannel, toTrain, dependencies);
  const { artifacts } = dependencies;
  const manifestOf = async (manifest: Parameters<typeof readJson>[1]) => readJson(artifacts, manifest, ModelManifest);

  /** What the folder of a channel holds, by the URI that SageMaker is told. */
  const channelsOf = async ({ inputDataConfig }: Awaited<ReturnType<typeof written>>) => {
    const entries = inputDataConfig.map(async ({ ChannelName, DataSource }) => {
      const prefix = DataSource.S3DataSource.S3Uri.replace('s3://memory-data/', '');
      const [stored, ...others] = await artifacts.list('data', prefix);
      expect(others).toEqual([]);
      return [ChannelName, await artifacts.read(await artifacts.identify(stored!))] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };

  /** The curves in the record beside a manifest. */
  const curvesAt = async ({ key }: { key: string }) => {
    const stored = await artifacts.head('artifacts', key.replace('manifest.json', 'run.json'));
    return (await readJson(artifacts, await artifacts.identify(stored), TrainingRecord)).curves;
  };

  const imported = async (archive: Uint8Array) => {
    const key = `${run.team}/${run.project}/runs/${run.runId}/sagemaker/model/job-0/output/model.tar.gz`;
    await artifacts.write('artifacts', key, archive, 'application/gzip');
    const job = { name: 'job-0', model: `s3://memory-artifacts/${key}`, instance: 'ml.m5.xlarge' };
    const event = { ...toTrain, job: { ...job, seconds: 200, billedSeconds: 70 } };
    return runStep(importSagemakerModel, event, dependencies);
  };
  return { run, toTrain, dependencies, written, channelsOf, imported, manifestOf, curvesAt };
}

/** Every value of some curves is one of the others', at the same round. */
function expectPartOf(curves: readonly LearningCurve[], others: readonly LearningCurve[]): void {
  for (const { metric, rows, rounds, values } of curves) {
    const other = others.find((candidate) => candidate.rows === rows && candidate.metric === metric);
    for (const [index, round] of rounds.entries()) {
      expect(values[index], `${metric} of the ${rows} rows in round ${round}`).toBeCloseTo(
        other?.values[other.rounds.indexOf(round)] ?? Number.NaN,
        5,
      );
    }
  }
}

const FEW = 'hyperparameters: { num_boost_round: 12, max_depth: 4, eta: 0.3 }';
const CASES: [what: string, training: string, task: Task, format: 'ubj' | 'json'][] = [
  ['two classes', FEW, 'binary', 'ubj'],
  ['three classes', FEW, 'multiclass', 'ubj'],
  ['a regression', FEW, 'regression', 'json'],
  ['weighted classes', `${FEW}, classWeights: balanced`, 'multiclass', 'ubj'],
  ['early stopping', `${FEW}, earlyStopping: { rounds: 3, fraction: 0.2 }`, 'binary', 'ubj'],
  [
    'weights and early stopping',
    `${FEW}, classWeights: { yes: 2.5 }, earlyStopping: { metric: auc }`,
    'binary',
    'json',
  ],
  ['monotone constraints', `${FEW}, monotone: { size: increasing }`, 'binary', 'ubj'],
  ['dart', 'hyperparameters: { num_boost_round: 8, booster: dart, rate_drop: 0.4, one_drop: true }', 'binary', 'ubj'],
];

describe('a model of a training job', () => {
  it.each(CASES)('of %s is, byte by byte, the one that Train makes', async (_, training, task, format) => {
    const { toTrain, dependencies, written, channelsOf, imported, manifestOf, curvesAt } = await runToTrain(
      training,
      task,
    );
    const request = await written();
    const archive = await trainAsContainer({ ...request, channels: await channelsOf(request) }, format);
    const here = await runStep(train, toTrain, dependencies);
    const curves = await curvesAt(here.manifest);
    const { lineage, ...own } = await manifestOf(here.manifest);
    const there = await imported(archive);
    expect(there.metrics).toEqual(here.metrics);
    const { lineage: theirs, ...made } = await manifestOf(there.manifest);
    const theirCurves = await curvesAt(there.manifest);
    expect(theirCurves).toHaveLength(training.includes('dart') ? 0 : curves.length);
    expectPartOf(theirCurves, curves);
    expect({ ...made, onnx: made.onnx.sha256, baseline: 0 }).toEqual({ ...own, onnx: own.onnx.sha256, baseline: 0 });
    expect(theirs).toMatchObject({
      trainingData: lineage.trainingData,
      libraries: { xgboost: 'sagemaker-xgboost:3.0-5' },
      platform: 'linux-x64',
      trainingJob: {
        ...{ name: 'job-0', image: 'sagemaker-xgboost:3.0-5' },
        model: { sha256: createHash('sha256').update(archive).digest('hex') },
      },
    });
  });

  it('is kept with the instance, its seconds and those that are billed', async () => {
    const { run, toTrain, dependencies, written, channelsOf, imported } = await runToTrain(FEW);
    const request = await written();
    const { manifest } = await imported(await trainAsContainer({ ...request, channels: await channelsOf(request) }));
    const [record] = await dependencies.runs.list(run.team, run.project);
    expect(record?.steps).toEqual({
      TrainOnSageMaker: { seconds: 200, billedSeconds: 70, instance: 'ml.m5.xlarge', processor: 'x64' },
    });
    const key = manifest.key.replace('manifest.json', 'run.json');
    const stored = await dependencies.artifacts.identify(await dependencies.artifacts.head('artifacts', key));
    const { machine } = await readJson(dependencies.artifacts, stored, TrainingRecord);
    expect(machine).toEqual({ processor: 'ml.m5.xlarge', cpus: 4, memoryMb: 16_384 });
    expect(toTrain.run).toEqual(run);
  });

  it('is made again here, from the same rows, though by another library', async () => {
    const { run, dependencies, written, channelsOf, imported } = await runToTrain(FEW);
    const request = await written();
    const { manifest } = await imported(await trainAsContainer({ ...request, channels: await channelsOf(request) }));
    await runStep(register, { run, manifest, registeredAt: FINISHED_AT }, dependencies);
    const asked = { team: run.team, project: run.project, version: 1 };
    const made = await reproduceModel(dependencies, asked, { progress: () => {} });
    expect(made).toMatchObject({ reproduced: true, differences: [] });
    expect(made.inputs.map(({ what, state }) => [what, state])).toContainEqual(['training job', 'intact']);
    expect(made.surroundings).toContainEqual({
      what: 'xgboost',
      recorded: 'sagemaker-xgboost:3.0-5',
      now: expect.stringContaining('3.2.0'),
    });
  });

  it('is refused when it is of other data, of another format, or not where the run has its own', async () => {
    const two = await runToTrain(FEW);
    const three = await runToTrain(FEW, 'multiclass');
    const request = await three.written();
    const other = await trainAsContainer({ ...request, channels: await three.channelsOf(request) });
    const conversion = { name: 'ModelConversionError' };
    await expect(two.imported(other)).rejects.toMatchObject({
      ...conversion,
      message: 'the model has multi:softprob for its objective, but it must be binary:logistic',
    });
    await expect(two.imported(await archived(new Uint8Array([98, 105, 110])))).rejects.toMatchObject({
      ...conversion,
      message: expect.stringContaining('old binary format'),
    });
    await expect(two.imported(await archived(new TextEncoder().encode('{}')))).rejects.toMatchObject(conversion);
    const job = { name: 'j', model: 's3://elsewhere/demo/model.tar.gz', instance: 'ml.m5.xlarge' };
    const event = { ...two.toTrain, job };
    await expect(runStep(importSagemakerModel, event, two.dependencies)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('is not asked for where the container could not do what tuning found', async () => {
    const { written } = await runToTrain('hyperparameters: { max_cat_threshold: 3 }');
    await expect(written()).rejects.toMatchObject({ name: 'InvalidProjectFileError' });
  });
});
