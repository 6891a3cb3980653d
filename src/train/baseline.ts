import type { ProjectFile } from '../contracts/project-file.ts';
import type { Metrics } from '../contracts/run.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { selectMatrixRows } from '../featurize/feature-matrix.ts';
import type { Table } from '../tabular/table.ts';
import type { PreparedData } from './prepare-data.ts';
import { trainModel } from './train-model.ts';
import { trainingSetOf } from './training-set.ts';

/**
 * What a linear model reaches on the same held-out rows, with the same weights: the least that another is worth its
 * trouble for. Texts that are ranks for the trees are categories for it.
 *
 * @param table - the raw rows that the data was prepared from
 * @throws UntrainableDataError
 */
export function baselineMetrics(prepared: PreparedData, table: Table, project: ProjectFile): Metrics {
  const { plan, features, labels } = prepared;
  const { earlyStopping: _, ...given } = project.training;
  const plain = { algorithm: 'linear', hyperparameters: {}, seed: given.seed } as const;
  const set = trainingSetOf(prepared, table, { ...project, training: { ...given, ...plain, monotone: {} } });
  const model = trainModel({ ...set, ...plain, target: project.target });
  try {
    const { test } = plan.split;
    const predictions = Float32Array.from(model.predict(selectMatrixRows(features, test)));
    const actual = Float32Array.from(test, (row) => labels[row]!);
    const classCount = plan.classes.length;
    return evaluate(outcomeOf(actual, predictions, classCount));
  } finally {
    model.dispose();
  }
}
