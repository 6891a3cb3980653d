import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DataProfile } from '#src/contracts/data-profile.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { TrainingRecord } from '#src/contracts/training-record.ts';
import type { Trial } from '#src/contracts/trial.ts';
import { gainByColumn } from '#src/explain/importance-report.ts';
import { modelCard } from '#src/report/model-card.ts';
import { trainingPage } from '#src/report/training/training-page.ts';
import { recordTraining } from '#src/track/record-training.ts';
import { thisMachine } from '#src/track/this-machine.ts';
import type { FittedProject } from '#src/train/fit-project.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';

export interface OfflineInputs {
  readonly project: ProjectFile;
  /** Path of the project file. */
  readonly projectFile: string;
  /** Of all rows. */
  readonly profile: DataProfile;
  /** The files that the rows are of, those to learn from first. */
  readonly files: readonly string[];
  readonly fitted: FittedProject;
  /** Those that the project's hyperparameters were found by. */
  readonly trials?: readonly Trial[] | undefined;
}

export interface WrittenTraining {
  readonly paths: Readonly<Record<'model' | 'report', string>>;
  readonly record: TrainingRecord;
}

/**
 * Writes the model, its manifest, and all that is to be known of the training, into a folder, which is made if it is not
 * there: `report.html` to look at, `model-card.md`, and their figures as JSON.
 *
 * @param seconds - tells how long the training has taken
 */
export async function writeTraining(
  folder: string,
  inputs: OfflineInputs,
  seconds: () => number,
): Promise<WrittenTraining> {
  const { project, fitted, trials } = inputs;
  await mkdir(folder, { recursive: true });
  const write = async (name: string, content: string | Uint8Array): Promise<ObjectRef> => {
    await writeFile(join(folder, name), content);
    return referenceTo(join(folder, name));
  };
  const model = await write('model.onnx', fitted.onnx);
  const profile = await write('profile.json', asJson(inputs.profile));
  const importance = await write('importance.json', asJson(fitted.importance));
  const evaluation = await write('evaluation.json', asJson(fitted.evaluation));
  const manifest = ModelManifest.parse(await manifestOf(inputs, { model, profile }));
  const artifacts = {
    model,
    manifest: await write('manifest.json', asJson(manifest)),
    profile,
    importance,
    evaluation,
  };
  const machine = thisMachine();
  const training = { project, fitted, manifest, artifacts, machine, trials, seconds: seconds() };
  const record = TrainingRecord.parse(recordTraining(training));
  await write('run.json', asJson(record));
  await write('report.html', trainingPage(record));
  await write('model-card.md', modelCard(record));
  return { paths: { model: join(folder, 'model.onnx'), report: join(folder, 'report.html') }, record };
}

async function manifestOf(
  { project: file, projectFile, files, fitted }: OfflineInputs,
  { model, profile }: Readonly<Record<'model' | 'profile', ObjectRef>>,
): Promise<z.input<typeof ModelManifest>> {
  const { team, project, task, target, training } = file;
  const { algorithm, hyperparameters, seed } = training;
  const { plan, metrics, conversionError, importance, threshold, pruning, calibration, size } = fitted;
  const { features, classes, split } = plan;
  const data = await Promise.all(files.map(referenceTo));
  const [trainingData = model] = data;
  return {
    format: 1,
    ...{ team, project, task, target, classes, features, algorithm, hyperparameters, metrics, conversionError },
    rows: { train: split.train.length, test: split.test.length },
    onnx: model,
    importance: gainByColumn(importance),
    ...{ pruning, calibration, size },
    ...(threshold !== undefined && { threshold }),
    baseline: { data: trainingData, profile },
    lineage: {
      runId: 'offline',
      dataVersion: 'v0', // files on this machine are no version of a project
      ...{ data, trainingData, seed },
      projectFile: await referenceTo(projectFile),
      codeVersion: await packageVersion(),
      ...trainingEnvironment(algorithm),
    },
  };
}

/** A file in the form in which manifests name S3 objects; its digest is its version. */
async function referenceTo(path: string): Promise<ObjectRef> {
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { bucket: 'file', key: path, versionId: sha256, sha256, bytes: (await stat(path)).size };
}

async function packageVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
