import { type Calibration, calibrate, calibratedBounds } from '../calibrate/calibration.ts';
import type { FeaturePlan } from '../contracts/feature-plan.ts';
import type { Task } from '../contracts/project-file.ts';
import { ModelConversionError } from '../errors.ts';
import type { Table } from '../tabular/table.ts';
import { scoreTable } from './score-table.ts';

/** Largest difference of probabilities, or of predictions in terms of their size, that still counts as equal. */
const TOLERANCE = 1e-5;

export interface ConversionCheck {
  readonly onnx: Uint8Array;
  readonly plan: FeaturePlan;
  readonly task: Task;
  /** Raw rows, texts and missing values included. */
  readonly table: Table;
  /** The library's own predictions for these rows: row-major probabilities, or one number per row. */
  readonly native: Float64Array;
  /** That the graph applies to probabilities. */
  readonly calibration?: Calibration | undefined;
  /** How far the graph's predictions may be from the library's, before calibration; default 1e-5. */
  readonly tolerance?: number;
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
 * @throws ModelConversionError when any prediction differs by more than the tolerance: as a probability, or, for a
 * regression, relative to the prediction or, where that is smaller, to the root mean square of all of them. Where
 * probabilities are calibrated, each must be one that the library's own, moved by the tolerance, would be calibrated to
 */
export async function checkConversion(check: ConversionCheck): Promise<CheckedConversion> {
  const { onnx, plan, task, table, native, calibration, tolerance = TOLERANCE } = check;
  const predictions = await scoreTable(onnx, plan, table);
  if (predictions.length !== native.length) {
    throw new ModelConversionError(`the ONNX graph gave ${predictions.length} numbers, the library ${native.length}`);
  }
  const width = native.length / table.rowCount;
  const { expected, low, high } = calibration
    ? calibrated(calibration, native, width, tolerance)
    : uncalibrated(native);
  const smallest = task === 'regression' ? Math.max(1, rootMeanSquare(native)) : 1;
  let difference = 0;
  for (const [index, wanted] of expected.entries()) {
    const found = predictions[index]!;
    const size = Math.max(Math.abs(wanted), smallest);
    const beyond = Math.max(low[index]! - found, found - high[index]!, 0) / size;
    if (!(beyond <= (calibration ? TOLERANCE : tolerance))) throw disagreement(index / width, found, wanted);
    difference = Math.max(difference, Math.abs(found - wanted) / size);
  }
  return { difference, predictions };
}

/** What the library expects of the graph, and between which values that may be before the tolerance is added. */
interface Expected {
  readonly expected: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const uncalibrated = (native: Float64Array): Expected => ({ expected: native, low: native, high: native });

/** A steep calibration makes much of a small difference, so what the tolerance allows is calibrated, too. */
function calibrated(calibration: Calibration, native: Float64Array, width: number, tolerance: number): Expected {
  return {
    expected: calibrate(calibration, native, width),
    ...calibratedBounds(calibration, native, width, tolerance),
  };
}

function disagreement(place: number, onnx: number, native: number): ModelConversionError {
  return new ModelConversionError(
    `row ${Math.floor(place) + 1}: the ONNX graph predicts ${onnx}, the library ${native}; this is a defect of the conversion`,
  );
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}
