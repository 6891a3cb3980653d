import type { FittedCalibration } from '../calibrate/fit-calibration.ts';
import { checkConversion } from '../onnx/check-conversion.ts';
import { modelToOnnx, type OnnxSource } from '../onnx/model-to-onnx.ts';
import type { Table } from '../tabular/table.ts';

export interface GraphRequest {
  readonly source: Omit<OnnxSource, 'calibration'>;
  readonly calibration?: FittedCalibration['calibration'] | undefined;
  /** Raw held-out rows. */
  readonly table: Table;
  /** The library's own predictions for them. */
  readonly native: Float64Array;
}

export interface WrittenGraph {
  readonly onnx: Uint8Array;
  /** What the graph predicts for the held-out rows. */
  readonly predictions: Float32Array;
  /** Largest difference between the graph, before calibration, and the library. */
  readonly conversionError: number;
}

/**
 * Writes a model as a graph and proves on held-out rows that it says what the library says. One that is to be calibrated
 * is written and compared without calibration first, which makes much of little where it is steep.
 *
 * @throws ModelConversionError
 */
export async function writeGraph({ source, calibration, table, native }: GraphRequest): Promise<WrittenGraph> {
  const { plan, task } = source;
  const plain = modelToOnnx(source);
  const { difference: conversionError, ...checked } = await checkConversion({ onnx: plain, plan, task, table, native });
  if (!calibration) return { onnx: plain, conversionError, ...checked };
  const onnx = modelToOnnx({ ...source, calibration });
  const { predictions } = await checkConversion({ onnx, plan, task, table, native, calibration });
  return { onnx, conversionError, predictions };
}
