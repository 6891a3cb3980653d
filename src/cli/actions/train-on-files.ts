import { readFile } from 'node:fs/promises';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { Metrics } from '#src/contracts/run.ts';
import type { TrainingRecord } from '#src/contracts/training-record.ts';
import { NotFoundError } from '#src/errors.ts';
import { type ModelChange, modelChanges } from '#src/report/model-changes.ts';
import { columnTypes } from '#src/tabular/column-type.ts';
import { profileTable } from '#src/tabular/profile.ts';
import { readFiles } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { checkProjectFile } from '#src/train/check-project-file.ts';
import { fitPrepared } from '#src/train/fit-project.ts';
import type { OnProgress } from '#src/train/learner.ts';
import { type PreparedData, prepareData } from '#src/train/prepare-data.ts';
import { dataNotes } from './data-notes.ts';
import { readSplit, splitAfter } from './read-split.ts';
import { tuneOffline } from './tune-offline.ts';
import { writeTraining } from './write-training.ts';

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
  /** Path of the page to look at. */
  readonly report: string;
  /** Of the ONNX file. */
  readonly sha256: string;
  /** Rows of all data read. */
  readonly rows: number;
}

export interface TrainedOffline {
  readonly model: OfflineModel;
  readonly record: TrainingRecord;
}

/** Told what is being done. */
export interface TrainingProgress {
  readonly step: (sentence: string) => void;
  readonly round: OnProgress;
}

/**
 * Trains on local files and writes the model, and what is to be known of it, into a folder, from which `driftloop score`
 * predicts.
 *
 * @throws NotFoundError, InvalidProjectFileError, InvalidDataError, UntrainableDataError, ModelConversionError
 */
export async function trainOnFiles(training: OfflineTraining, progress: TrainingProgress): Promise<TrainedOffline> {
  const start = performance.now();
  const { data, test, out } = training;
  const text = await readText(training.project);
  const given = parseProjectFile(text, training.project);
  checkProjectFile(given);
  const files = test === undefined ? [data] : [data, test];
  // Together, so that a column has the same type in both.
  const { table, rowCounts } = await readFiles(files);
  progress.step(`read ${table.rowCount} rows of ${table.columns.length} columns`);
  const split = await chosenSplit(training, table, rowCounts);
  for (const note of dataNotes(table, given, rowCounts)) progress.step(note);
  const prepared = await prepareData(table, given, split);
  const isTuned = given.training.tune.trials > 0;
  const tuned = isTuned ? await tuneOffline(prepared, table, given, { out, step: progress.step }) : undefined;
  const project = tuned?.project ?? given;
  const baseline = project.training.algorithm !== 'linear';
  // Before training, which gives the table's memory back.
  const profile = profileTable(table, project.columns);
  const unused = unusedColumns(table, project, prepared);
  const fitted = await fitPrepared(prepared, table, project, {
    ...{ baseline, permutation: true, onProgress: progress.round, ownsRows: true },
    onTrained: ({ train, test }) => progress.step(`trained on ${train.length} rows, now judged by ${test.length}`),
  });
  for (const change of modelChanges(fitted)) progress.step(describeChange(change));
  if (unused.length > 0) progress.step(`not used as features: ${unused.join(', ')}`);
  progress.step(
    `the ONNX graph agrees with ${project.training.algorithm} to ${fitted.conversionError.toExponential(1)}`,
  );
  const inputs = { project, projectFile: training.project, profile, files, fitted, trials: tuned?.trials };
  const written = await writeTraining(out, inputs, () => (performance.now() - start) / 1000);
  const { metrics, sha256, baselineMetrics } = fitted;
  const model = {
    metrics,
    ...written.paths,
    sha256,
    rows: table.rowCount,
    ...(baselineMetrics && { baselineMetrics }),
  };
  return { model, record: written.record };
}

function describeChange({ title, text, figures }: ModelChange): string {
  const changes = figures.map(([name, before, after]) => `${name} ${before} → ${after}`);
  return `${title.toLowerCase()}: ${text} ${changes.join(', ')}`;
}

async function chosenSplit({ split, test }: OfflineTraining, table: Table, [trainRows = 0]: readonly number[]) {
  if (split !== undefined) return readSplit(await readText(split), split, table.rowCount);
  return test === undefined ? undefined : splitAfter(trainRows, table.rowCount);
}

/** Columns that no feature is made of, with the type that rules them out: ids and free text mostly. */
function unusedColumns(table: Table, { target, columns }: ProjectFile, { plan }: PreparedData): string[] {
  const used = new Set([target, ...plan.features.rawColumns.map(({ name }) => name)]);
  return [...columnTypes(table, columns)].flatMap(([name, type]) => (used.has(name) ? [] : [`${name} (${type})`]));
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new NotFoundError(`cannot read ${path}: check that the file exists and may be read`, { cause });
  });
}
