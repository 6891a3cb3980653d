import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { Metrics } from '#src/contracts/run.ts';
import { NotFoundError } from '#src/errors.ts';
import { gainByColumn } from '#src/explain/importance-report.ts';
import { columnTypes } from '#src/tabular/column-type.ts';
import { profileTable } from '#src/tabular/profile.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { type FittedProject, fitProject } from '#src/train/fit-project.ts';
import type { OnProgress } from '#src/train/learner.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';
import { readSplit, splitAfter } from './read-split.ts';

export interface OfflineTraining {
  /** Path of the project file. */
  readonly project: string;
  /** CSV or Parquet file to learn from. */
  readonly data: string;
  /** A file of its own to judge by, in place of held-out rows. */
  readonly test?: string;
  /** JSON file that says which rows are held out. */
  readonly split?: string;
  /** Folder for the model; made if it is not there. */
  readonly out: string;
}

export interface OfflineModel {
  readonly metrics: Metrics;
  /** Of a linear model on the same held-out rows; absent when the model itself is one, or it would take long. */
  readonly baselineMetrics?: Metrics;
  /** Path of the ONNX file. */
  readonly model: string;
  /** Of the ONNX file. */
  readonly sha256: string;
  /** Rows of all data read. */
  readonly rows: number;
}

/** Told what is being done. */
export interface TrainingProgress {
  readonly step: (sentence: string) => void;
  readonly round: OnProgress;
}

/**
 * Trains on local files and writes `model.onnx`, `importance.json`, `profile.json` and `manifest.json` into a folder,
 * from which `driftloop score` predicts.
 *
 * @throws NotFoundError, InvalidProjectFileError, InvalidDataError, UntrainableDataError, ModelConversionError
 */
export async function trainOnFiles(training: OfflineTraining, progress: TrainingProgress): Promise<OfflineModel> {
  const { data, test, out } = training;
  const text = await readText(training.project);
  const project = parseProjectFile(text, training.project);
  const files = test === undefined ? [data] : [data, test];
  // Together, so that a column has the same type in both.
  const table = await readTable(files);
  progress.step(`read ${table.rowCount} rows of ${table.columns.length} columns`);
  const split = await chosenSplit(training, table, project);
  const baseline = project.training.algorithm !== 'linear';
  const fitted = await fitProject(table, project, {
    ...(split && { split }),
    ...{ baseline, permutation: true, onProgress: progress.round },
  });
  const unused = unusedColumns(table, project, fitted);
  if (unused.length > 0) progress.step(`not used as features: ${unused.join(', ')}`);
  progress.step(
    `the ONNX graph agrees with ${project.training.algorithm} to ${fitted.conversionError.toExponential(1)}`,
  );
  await mkdir(out, { recursive: true });
  const model = join(out, 'model.onnx');
  await writeFile(model, fitted.onnx);
  const profile = `${JSON.stringify(profileTable(table, project.columns), null, 2)}\n`;
  await writeFile(join(out, 'profile.json'), profile);
  await writeFile(join(out, 'importance.json'), `${JSON.stringify(fitted.importance, null, 2)}\n`);
  const manifest = await manifestOf(project, fitted, {
    onnx: await referenceTo(model),
    data: await Promise.all(files.map(referenceTo)),
    profile: await referenceTo(join(out, 'profile.json')),
    projectFile: await referenceTo(training.project),
  });
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(ModelManifest.parse(manifest), null, 2)}\n`);
  const { metrics, sha256, baselineMetrics } = fitted;
  return { metrics, model, sha256, rows: table.rowCount, ...(baselineMetrics && { baselineMetrics }) };
}

async function chosenSplit({ split, test, data }: OfflineTraining, table: Table, { target }: ProjectFile) {
  if (split !== undefined) return readSplit(await readText(split), split, table.rowCount);
  if (test === undefined) return undefined;
  const { rowCount } = await readTable([data], { columns: [target] });
  return splitAfter(rowCount, table.rowCount);
}

/** Columns that no feature is made of, with the type that rules them out: ids and free text mostly. */
function unusedColumns(table: Table, { target, columns }: ProjectFile, { plan }: FittedProject): string[] {
  const used = new Set([target, ...plan.features.rawColumns.map(({ name }) => name)]);
  return [...columnTypes(table, columns)].flatMap(([name, type]) => (used.has(name) ? [] : [`${name} (${type})`]));
}

interface Written {
  readonly onnx: ObjectRef;
  readonly data: readonly ObjectRef[];
  readonly profile: ObjectRef;
  readonly projectFile: ObjectRef;
}

async function manifestOf(
  { team, project, task, target, training }: ProjectFile,
  { plan, metrics, conversionError, importance }: FittedProject,
  { onnx, data, profile, projectFile }: Written,
): Promise<z.input<typeof ModelManifest>> {
  const { algorithm, hyperparameters, seed } = training;
  const { features, classes, split } = plan;
  const [trainingData = onnx] = data;
  return {
    format: 1,
    ...{ team, project, task, target, classes, features, algorithm, hyperparameters, metrics, conversionError },
    rows: { train: split.train.length, test: split.test.length },
    onnx,
    importance: gainByColumn(importance),
    baseline: { data: trainingData, profile },
    lineage: {
      runId: 'offline',
      dataVersion: 'v0', // files on this machine are no version of a project
      ...{ data: [...data], trainingData, projectFile, seed },
      codeVersion: await packageVersion(),
      ...trainingEnvironment(algorithm),
    },
  };
}

/** A file in the form in which manifests name S3 objects; its digest is its version. */
async function referenceTo(path: string): Promise<ObjectRef> {
  const sha256 = sha256Of(await readFile(path));
  return { bucket: 'file', key: path, versionId: sha256, sha256, bytes: (await stat(path)).size };
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new NotFoundError(`cannot read ${path}: check that the file exists and may be read`, { cause });
  });
}

async function packageVersion(): Promise<string> {
  const text = await readText(join(import.meta.dirname, '../../../package.json'));
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
