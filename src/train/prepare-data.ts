import { totalmem } from 'node:os';
import type { ProjectFile } from '../contracts/project-file.ts';
import type { TrainingPlan } from '../contracts/training-plan.ts';
import { UntrainableDataError } from '../errors.ts';
import { requireSegmentColumns } from '../evaluate/segments.ts';
import { encodeTarget } from '../featurize/encode-target.ts';
import type { FeatureMatrix } from '../featurize/feature-matrix.ts';
import { fitFeaturePlan } from '../featurize/fit-feature-plan.ts';
import { requireMemory } from '../featurize/require-memory.ts';
import { type Split, splitRows } from '../featurize/split-rows.ts';
import { makeFeatures } from '../onnx/feature-graph.ts';
import type { Table } from '../tabular/table.ts';

/** Everything a learner needs, for every row of the table. */
export interface PreparedData {
  readonly plan: TrainingPlan;
  readonly features: FeatureMatrix;
  /** Per row the class (0-based) or the number to predict. */
  readonly labels: Float32Array;
}

/**
 * Splits the rows, learns from the training rows how to make features, and makes those of all rows, with the graph that
 * the model will contain.
 *
 * @param split - in place of the project's own way to split
 * @throws UntrainableDataError, InvalidProjectFileError, InvalidDataError (see `encodeTarget`, `splitRows` and
 * `fitFeaturePlan`)
 */
export async function prepareData(table: Table, project: ProjectFile, split?: Split): Promise<PreparedData> {
  const { target, task, training } = project;
  const { classes, labels } = encodeTarget(table, target, task);
  requireSegmentColumns(table, project);
  const { train, test } = split ?? splitRows({ table, target, task, ...training.test, seed: training.seed });
  if (train.length === 0 || test.length === 0) {
    throw new UntrainableDataError(
      `the split has ${train.length} training and ${test.length} test rows: both need some`,
    );
  }
  const features = fitFeaturePlan(table, train, project);
  requireMemory(features, table.rowCount, totalmem());
  const plan = { features, classes: [...classes], split: { train: [...train], test: [...test] } };
  return { plan, features: await makeFeatures(features, table), labels };
}
