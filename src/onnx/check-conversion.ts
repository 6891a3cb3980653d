import type { FeaturePlan } from '../contracts/feature-plan.ts';
import { ModelConversionError } from '../errors.ts';
import type { Table } from '../tabular/table.ts';
import { type GraphChanges, predictionBounds } from './prediction-bounds.ts';
import { scoreTable } from './score-table.ts';

/** Largest difference of probabilities, or of predictions in terms of their size, that still counts as equal. */
const TOLERANCE = 1e-5;

/** What the graph changes deliberately is allowed for. */
export interface ConversionCheck extends GraphChanges {
  readonly onnx: Uint8Array;
  readonly plan: FeaturePlan;
  /** Raw rows, texts and missing values included. */
  readonly table: Table;
  /** The library's own predictions for these rows: row-major probabilities, or one number per row. */
  readonly native: Float64Array;
}

export interface CheckedConversion {
  /** Largest difference found. */
  readonly difference: number;
  /** What the ONNX graph predicts for the rows. */
  readonly predictions: Float32Array;
}

/**
 * Runs the ONNX graph on raw rows and compares it with the native library.
 *
 * @throws ModelConversionError when any prediction differs by more than 1e-5 from what it may be: as a probability, or,
 * for a regression, relative to the prediction or, where that is smaller, to the root mean square of all of them
 */
export async function checkConversion(check: ConversionCheck): Promise<CheckedConversion> {
  const { onnx, plan, task, table, native } = check;
  const predictions = await scoreTable(onnx, plan, table);
  if (predictions.length !== native.length) {
    throw new ModelConversionError(`the ONNX graph gave ${predictions.length} numbers, the library ${native.length}`);
  }
  const width = native.length / table.rowCount;
  const { expected, low, high } = predictionBounds(native, width, check, TOLERANCE);
  const smallest = task === 'regression' ? Math.max(1, rootMeanSquare(native)) : 1;
  let difference = 0;
  for (const [index, wanted] of expected.entries()) {
    const found = predictions[index]!;
    const size = Math.max(Math.abs(wanted), smallest);
    const beyond = Math.max(low[index]! - found, found - high[index]!, 0) / size;
    if (!(beyond <= TOLERANCE)) throw disagreement(index / width, found, wanted);
    difference = Math.max(difference, Math.abs(found - wanted) / size);
  }
  return { difference, predictions };
}

function disagreement(place: number, onnx: number, native: number): ModelConversionError {
  return new ModelConversionError(
    `row ${Math.floor(place) + 1}: the ONNX graph predicts ${onnx}, the library ${native}; this is a defect of the conversion`,
  );
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
