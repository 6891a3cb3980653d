import { type FeatureMatrix, selectMatrixRows } from '../featurize/feature-matrix.ts';
import { keepRows, releaseArray } from '../tabular/release-memory.ts';
import { selectRows } from '../tabular/select.ts';
import type { Table } from '../tabular/table.ts';
import type { TrainingSet } from './learner.ts';
import type { PreparedData } from './prepare-data.ts';

/** What a model is judged by. */
export interface HeldOutRows {
  /** Raw. */
  readonly table: Table;
  readonly features: FeatureMatrix;
  /** Per row the class (0-based) or the number to predict. */
  readonly labels: Float32Array;
}

/** The test rows of prepared data. @param table - the raw rows that the data was prepared from */
export function heldOutRows(prepared: PreparedData, table: Table): HeldOutRows {
  return { table: selectRows(table, prepared.plan.split.test), ...learnable(prepared) };
}

/**
 * The same, and gives back the memory of all that training does not need: the table, and the features where the training
 * rows are a copy of them. Neither must be read any more.
 */
export function keepHeldOutRows(
  prepared: PreparedData,
  table: Table,
  { features, validation }: Pick<TrainingSet, 'features' | 'validation'>,
): HeldOutRows {
  const heldOut = { table: keepRows(table, prepared.plan.split.test), ...learnable(prepared) };
  const { values } = prepared.features;
  const kept = [heldOut.features, features, ...(validation ? [validation.features] : [])];
  if (kept.every((matrix) => matrix.values.buffer !== values.buffer)) releaseArray(values);
  return heldOut;
}

function learnable({ plan, features, labels }: PreparedData): Pick<HeldOutRows, 'features' | 'labels'> {
  const { test } = plan.split;
  return { features: selectMatrixRows(features, test), labels: Float32Array.from(test, (row) => labels[row]!) };
}
