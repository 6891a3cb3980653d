import type { ProjectFile } from '../contracts/project-file.ts';
import { UntrainableDataError } from '../errors.ts';
import { type Outcome, outcomeOf } from '../evaluate/outcome.ts';
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

/** One fold: how many rows it learnt from and was judged by, and what the model said of the latter. */
export interface FoldOutcome {
  readonly train: number;
  readonly test: number;
  /** Or why there is none: a fold may be untrainable though the whole is not, such as one of a single class. */
  readonly outcome: Outcome | { readonly error: string };
}

/**
 * Trains on parts of the training rows in turn, preprocessing included, and predicts the others. More than 5 million values
 * are sampled by row.
 *
 * @param table - all raw rows
 * @param rows - the training rows among them (0-based)
 * @throws InvalidProjectFileError, UntrainableDataError (see `crossValidationFolds`)
 */
export async function foldOutcomes(
  table: Table,
  rows: readonly number[],
  project: ProjectFile,
  folds: number,
): Promise<FoldOutcome[]> {
  const { target, task, training } = project;
  const { seed, test } = training;
  const learnt = selectRows(table, sampled(rows, Math.floor(MOST_VALUES / table.columns.length), seed));
  const found: FoldOutcome[] = [];
  for (const split of crossValidationFolds({ table: learnt, target, task, test, folds, seed })) {
    const outcome = await outcomeOfFold(learnt, project, split);
    found.push({ train: split.train.length, test: split.test.length, outcome });
  }
  return found;
}

async function outcomeOfFold(table: Table, project: ProjectFile, split: Split): Promise<FoldOutcome['outcome']> {
  try {
    return await predictFold(table, project, split);
  } catch (error) {
    if (error instanceof UntrainableDataError) return { error: error.message };
    throw error;
  }
}

async function predictFold(table: Table, project: ProjectFile, split: Split): Promise<Outcome> {
  const prepared = await prepareData(table, project, split);
  const { algorithm, hyperparameters, seed } = project.training;
  const set = trainingSetOf(prepared, table, project);
  const model = trainModel({ ...set, algorithm, hyperparameters, seed, target: project.target });
  try {
    const predictions = Float32Array.from(model.predict(selectMatrixRows(prepared.features, split.test)));
    const labels = Float32Array.from(split.test, (row) => prepared.labels[row]!);
    return outcomeOf(labels, predictions, prepared.plan.classes.length);
  } finally {
    model.dispose();
  }
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
