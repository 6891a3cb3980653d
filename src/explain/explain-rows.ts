import type { FeaturePlan } from '../contracts/feature-plan.ts';
import { makeFeaturesOfRows } from '../onnx/feature-graph.ts';
import type { ModelRows } from '../serve/model-rows.ts';
import { columnsOfFeatures, sumByColumn } from './columns-of-features.ts';
import { linearContributions } from './linear-contributions.ts';
import { readPredictor } from './read-predictor.ts';
import { treeShap } from './tree-shap.ts';

/** What each raw column adds to the raw scores (a logit for two classes, one score per class for more). */
export interface Explanation {
  readonly columns: readonly string[];
  /** Per output: the raw score without any column. */
  readonly base: readonly number[];
  /** `contributions[row][output][column]`; with the base they add up to the raw score. */
  readonly contributions: readonly (readonly (readonly number[])[])[];
}

/**
 * Explains what a model says of rows, by Shapley values of its features, added up by raw column.
 *
 * @throws IntegrityError when the model was not written by this version
 */
export async function explainRows(onnx: Uint8Array, plan: FeaturePlan, rows: ModelRows): Promise<Explanation> {
  const predictor = readPredictor(onnx);
  const matrix = await makeFeaturesOfRows(plan, rows);
  const { outputs, features, values } =
    'trees' in predictor ? treeShap(predictor, matrix) : linearContributions(predictor, matrix);
  const columns = columnsOfFeatures(plan);
  const ofOutput = (row: number, output: number) => {
    const first = (row * outputs + output) * (features + 1);
    return values.subarray(first, first + features);
  };
  return {
    columns: [...sumByColumn(new Float64Array(features), columns).keys()],
    base: Array.from({ length: outputs }, (_, output) => values[output * (features + 1) + features]!),
    contributions: Array.from({ length: matrix.rowCount }, (_, row) =>
      Array.from({ length: outputs }, (__, output) => [...sumByColumn(ofOutput(row, output), columns).values()]),
    ),
  };
}
