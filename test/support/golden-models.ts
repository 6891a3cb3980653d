import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { Split } from '#src/featurize/split-rows.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { type PreparedData, prepareData } from '#src/train/prepare-data.ts';
import { projectOf } from './projects.ts';
import { sharedPath } from './shared-data.ts';

const Scores = z.object({ accuracy: z.number(), auc: z.number(), f1_macro: z.number(), log_loss: z.number() });
const GoldenModel = Scores.extend({ test_probabilities: z.array(z.array(z.number())).optional() });
const GoldenModels = z.object({ models: z.record(z.string(), GoldenModel) });
const GoldenSplit = z.object({ train: z.array(z.int()), test: z.array(z.int()) });

const golden = <T>(name: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(sharedPath(`golden/models/${name}.json`), 'utf8')));

/** What the Python packages reached on that data set, by the name of the model. */
export const goldenModels = (name: string) => golden(name, GoldenModels).models;

/** The rows that the Python packages learnt from and were judged by. */
export const goldenSplit = (name: string): Split => golden(`${name}.split`, GoldenSplit);

/** The real data sets: their files, and what is predicted from them. */
const DATA_SETS = {
  wine: { files: ['wine/wine.csv'], target: 'target', task: 'multiclass' },
  breast_cancer: { files: ['breast_cancer/breast_cancer.csv'], target: 'target', task: 'binary' },
  iris: { files: ['iris/iris.csv'], target: 'target', task: 'multiclass' },
  penguins: { files: ['penguins/penguins.csv'], target: 'species', task: 'multiclass' },
  telco_churn: { files: ['telco_churn/telco_churn.csv.gz'], target: 'Churn', task: 'binary' },
  adult: { files: ['adult/adult_train.csv.gz', 'adult/adult_test.csv.gz'], target: 'income', task: 'binary' },
  california_housing: {
    files: ['california_housing/housing.csv.gz'],
    target: 'median_house_value',
    task: 'regression',
  },
  elec2_v1_v2: { files: ['elec2/splits/v1.csv.gz', 'elec2/splits/v2.csv.gz'], target: 'class', task: 'binary' },
  agaricus: {
    files: ['agaricus/agaricus_train.csv.gz', 'agaricus/agaricus_test.csv.gz'],
    target: 'label',
    task: 'binary',
  },
  lightgbm_binary: {
    files: ['lightgbm_binary/binary_train.csv.gz', 'lightgbm_binary/binary_test.csv.gz'],
    target: 'label',
    task: 'binary',
  },
} as const;
export type DataSet = keyof typeof DATA_SETS;
export const DATA_SET_NAMES = Object.keys(DATA_SETS) as DataSet[];

const IGNORED: Partial<Record<DataSet, readonly string[]>> = {
  telco_churn: ['customerID'],
  elec2_v1_v2: ['date', 'event_timestamp'],
};

/** Reads a data set anew. */
export const readFilesOf = (name: DataSet): Promise<Table> =>
  readTable(DATA_SETS[name].files.map((file) => sharedPath(`data/${file}`)));

const tables = new Map<DataSet, Promise<Table>>();

/** Reads a data set, once in a test file. */
export function readDataSet(name: DataSet): Promise<Table> {
  const table = tables.get(name) ?? readFilesOf(name);
  tables.set(name, table);
  return table;
}

const preparations = new Map<string, Promise<PreparedData>>();

/** A data set as learners take it, prepared once in a test file for the same way to make features and to split. */
export function prepareDataSet(name: DataSet, project: ProjectFile, split?: Split): Promise<PreparedData> {
  const key = JSON.stringify([name, project.features, project.training.test, split?.test.length]);
  const prepared = preparations.get(key) ?? readDataSet(name).then((table) => prepareData(table, project, split));
  preparations.set(key, prepared);
  return prepared;
}

export function projectFor(name: DataSet, settings: Record<string, unknown> = {}): ProjectFile {
  const { target, task } = DATA_SETS[name];
  const columns = Object.fromEntries((IGNORED[name] ?? []).map((column) => [column, { type: 'ignore' }]));
  return projectOf({ project: name, target, task, columns, ...settings });
}
