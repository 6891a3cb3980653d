import type { CrossValidation } from '../contracts/evaluation.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import type { Metrics } from '../contracts/run.ts';
import { UntrainableDataError } from '../errors.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { crossValidationFolds } from '../featurize/cross-validation-folds.ts';
import { selectMatrixRows } from '../featurize/feature-matrix.ts';
import type { Split } from '../featurize/split-rows.ts';
import { createRandom } from '../random.ts';
import { selectRows } from '../tabular/select.ts';
import type { Table } from '../tabular/table.ts';
import { prepareData } from './prepare-data.ts';
import { trainModel } from './train-model.ts';
import { trainingSetOf } from './training-set.ts';

/** Of the training data; more are sampled, so that a fold takes seconds. */
const MOST_VALUES = 5_000_000;

/** Apart from what splits rows. */
const STREAM = 13;

/**
 * Trains and judges on parts of the training rows in turn, preprocessing included. The test rows are not touched, and
 * nothing of it goes into the model. More than 5 million values are sampled by row.
 *
 * @param table - all raw rows
 * @param rows - the training rows among them (0-based)
 * @throws InvalidProjectFileError, UntrainableDataError (see `crossValidationFolds`)
 */
export async function crossValidate(
  table: Table,
  rows: readonly number[],
  project: ProjectFile,
  { folds }: { readonly folds: number },
): Promise<CrossValidation> {
  const { target, task, training } = project;
  const { seed, test } = training;
  const learnt = selectRows(table, sampled(rows, Math.floor(MOST_VALUES / table.columns.length), seed));
  const found: CrossValidation['folds'] = [];
  for (const split of crossValidationFolds({ table: learnt, target, task, test, folds, seed })) {
    found.push({ train: split.train.length, test: split.test.length, ...(await judgeFold(learnt, project, split)) });
  }
  return { folds: found, ...summary(found.flatMap(({ metrics }) => (metrics ? [metrics] : []))) };
}

/** A fold may be untrainable though the whole is not, such as one whose training rows are of a single class. */
async function judgeFold(table: Table, project: ProjectFile, split: Split) {
  try {
    return { metrics: await metricsOfFold(table, project, split) };
  } catch (error) {
    if (error instanceof UntrainableDataError) return { error: error.message };
    throw error;
  }
}

async function metricsOfFold(table: Table, project: ProjectFile, split: Split): Promise<Metrics> {
  const prepared = await prepareData(table, project, split);
  const { algorithm, hyperparameters, seed } = project.training;
  const set = trainingSetOf(prepared, table, project);
  const model = trainModel({ ...set, algorithm, hyperparameters, seed, target: project.target });
  try {
    const predictions = Float32Array.from(model.predict(selectMatrixRows(prepared.features, split.test)));
    const labels = Float32Array.from(split.test, (row) => prepared.labels[row]!);
    return evaluate(outcomeOf(labels, predictions, prepared.plan.classes.length));
  } finally {
    model.dispose();
  }
}

/** Mean and standard deviation (n − 1) of the metrics that every judged fold determines. */
function summary(folds: readonly Metrics[]): Pick<CrossValidation, 'mean' | 'std'> {
  const names = Object.keys(folds[0] ?? {}).filter((name) => folds.every((metrics) => metrics[name] !== undefined));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const figures = names.map((name) => {
    const values = folds.map((metrics) => metrics[name]!);
    const middle = mean(values);
    const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    return { name, mean: middle, std: Math.sqrt(squares / Math.max(1, values.length - 1)) };
  });
  return {
    mean: Object.fromEntries(figures.map((figure) => [figure.name, figure.mean])),
    std: Object.fromEntries(figures.map((figure) => [figure.name, figure.std])),
  };
}

/** So many of the rows at most, in order, the same ones for the same seed (selection sampling). */
function sampled(rows: readonly number[], count: number, seed: number): readonly number[] {
  if (rows.length <= count) return rows;
  const random = createRandom(seed, STREAM);
  let left = count;
  return rows.filter((_, index) => {
    const isTaken = random() * (rows.length - index) < left;
    if (isTaken) left -= 1;
    return isTaken;
  });
}
