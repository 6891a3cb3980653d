import type { ProjectFile } from '../contracts/project-file.ts';
import { UntrainableDataError } from '../errors.ts';
import { selectMatrixRows } from '../featurize/feature-matrix.ts';
import type { Split } from '../featurize/split-rows.ts';
import type { Table } from '../tabular/table.ts';
import { categoryFeatures, monotoneFeatures } from './feature-roles.ts';
import type { LabelledRows, TrainingSet, Validation } from './learner.ts';
import { curveMetric } from './learning-curve.ts';
import type { PreparedData } from './prepare-data.ts';
import { rowWeights } from './row-weights.ts';
import { type SetAsideRequest, setAside } from './validation-rows.ts';

/**
 * What the learner gets of the prepared data: the training rows with their weights, of which `training.earlyStopping`
 * sets some aside.
 *
 * @param table - the raw rows that the data was prepared from
 * @throws InvalidProjectFileError, UntrainableDataError
 */
export function trainingSetOf(prepared: PreparedData, table: Table, { task, training }: ProjectFile): TrainingSet {
  const { plan } = prepared;
  const { algorithm, monotone, earlyStopping, seed } = training;
  const common = {
    ...{ task, classCount: plan.classes.length },
    categories: categoryFeatures(plan.features, { ranksToo: algorithm === 'linear' }),
    monotone: monotoneFeatures(plan.features, monotone),
  };
  const weights = weightsOf(prepared, table, training);
  const rowsOf = (rows: readonly number[]) => labelledRows(prepared, rows, weights);
  if (!earlyStopping) return { ...common, ...rowsOf(plan.split.train) };
  const { fraction, rounds: patience } = earlyStopping;
  const metric = curveMetric(task, earlyStopping.metric);
  const { train, test } = splitTraining(prepared, table, { test: training.test, fraction, seed });
  const validation = { ...rowsOf(test), patience, metric, tolerance: training.prune?.tolerance };
  requireJudgeable(validation);
  return { ...common, ...rowsOf(train), validation };
}

function splitTraining(
  prepared: PreparedData,
  table: Table,
  how: Pick<SetAsideRequest, 'test' | 'fraction' | 'seed'>,
): Split {
  try {
    return setAside({ table, classes: rowsByClass(prepared), ...how });
  } catch (error) {
    if (!(error instanceof UntrainableDataError)) throw error;
    const { length } = prepared.plan.split.train;
    throw new UntrainableDataError(
      `of ${length} training rows none can be set aside for training.earlyStopping or training.tune: ${error.message}`,
      { cause: error },
    );
  }
}

/** @throws UntrainableDataError when the metric of the rows set aside would say nothing */
function requireJudgeable({ labels, metric }: Validation): void {
  if (labels.length === 0) {
    throw new UntrainableDataError(
      'no training row can be set aside to judge by: add data, or do without early stopping',
    );
  }
  if (metric === 'auc' && labels.every((label) => label === labels[0])) {
    throw new UntrainableDataError(
      `all ${labels.length} rows set aside to judge by are of one class, for which there is no AUC: set more aside (training.earlyStopping.fraction), or choose another metric`,
    );
  }
}

/** The weight of a row of the table; undefined when all count the same. */
type Weights = ((row: number) => number) | undefined;

function weightsOf({ plan, labels }: PreparedData, table: Table, training: ProjectFile['training']): Weights {
  const rows = plan.split.train;
  const weighed = { table, rows, labels: at(labels, rows), classes: plan.classes };
  const weights = rowWeights(weighed, training);
  if (!weights) return undefined;
  const byRow = new Map(rows.map((row, index) => [row, weights[index]!]));
  return (row) => byRow.get(row)!;
}

function labelledRows({ features, labels }: PreparedData, rows: readonly number[], weights: Weights): LabelledRows {
  const chosen = { features: selectMatrixRows(features, rows), labels: at(labels, rows) };
  if (!weights) return chosen;
  const ofRows = Float32Array.from(rows, weights);
  if (ofRows.some((weight) => weight > 0)) return { ...chosen, weights: ofRows };
  throw new UntrainableDataError(
    `training.earlyStopping: all ${rows.length} rows on one side have the weight 0: give more rows a weight`,
  );
}

function at(values: Float32Array, rows: readonly number[]): Float32Array {
  const chosen = new Float32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) chosen[index] = values[rows[index]!]!;
  return chosen;
}

/** Training rows by class; those of a regression are one group. */
function rowsByClass({ plan, labels }: PreparedData): number[][] {
  if (plan.classes.length === 0) return [[...plan.split.train]];
  const classes = plan.classes.map((): number[] => []);
  for (const row of plan.split.train) classes[labels[row]!]!.push(row);
  return classes;
}
