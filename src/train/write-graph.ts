import type { Calibration } from '../calibrate/calibration.ts';
import type { OnnxSettings } from '../contracts/settings/onnx.ts';
import type { SizeRecord } from '../contracts/size-record.ts';
import { checkConversion } from '../onnx/check-conversion.ts';
import { modelToOnnx, type OnnxSource } from '../onnx/model-to-onnx.ts';
import { roundLeaves } from '../onnx/round-leaves.ts';
import type { Table } from '../tabular/table.ts';

export interface GraphRequest {
  readonly source: Omit<OnnxSource, 'calibration' | 'form'>;
  readonly calibration: Calibration | undefined;
  readonly form: OnnxSettings;
  /** Raw held-out rows. */
  readonly table: Table;
  /** The library's own predictions for them. */
  readonly native: Float64Array;
}

export interface WrittenGraph {
  readonly onnx: Uint8Array;
  /** What the graph predicts for the held-out rows. */
  readonly predictions: Float32Array;
  /** Largest difference between the library and the graph, before it is calibrated or made smaller. */
  readonly conversionError: number;
  /** Absent where the form is the default one. */
  readonly bytes?: SizeRecord['bytes'];
  /** Absent where leaves are as learnt. */
  readonly rounding?: Omit<NonNullable<SizeRecord['rounding']>, 'before' | 'after'>;
}

/**
 * Writes a model as a graph and proves on held-out rows that it says what the library says. One that is to be calibrated
 * or made smaller is written and compared without that first; what it is then may differ by as much as that explains.
 *
 * @throws ModelConversionError
 */
export async function writeGraph(request: GraphRequest): Promise<WrittenGraph> {
  const { source, calibration, form, table, native } = request;
  const { plan, task, predictor } = source;
  const rows = { plan, task, table, native };
  const plain = modelToOnnx(source);
  const exact = await checkConversion({ onnx: plain, ...rows });
  const conversionError = exact.difference;
  const isStandard = form.trees === 'standard' && form.explain;
  if (!calibration && isStandard) return { onnx: plain, predictions: exact.predictions, conversionError };
  const { rounded, bound } = roundedPredictor(predictor, form.leafBits);
  const onnx = modelToOnnx({ ...source, predictor: rounded, calibration, form });
  const changes = { calibration, link: predictor.link, scoreBound: bound };
  const { predictions, difference } = await checkConversion({ onnx, ...rows, ...changes });
  const before = calibration ? modelToOnnx({ ...source, calibration }).length : plain.length;
  return {
    ...{ onnx, predictions, conversionError },
    ...(!isStandard && { bytes: { before, after: onnx.length } }),
    ...(form.leafBits !== undefined && { rounding: { leafBits: form.leafBits, bound, difference } }),
  };
}

type Predictor = OnnxSource['predictor'];

function roundedPredictor(predictor: Predictor, bits: number | undefined): { rounded: Predictor; bound: number } {
  if (bits === undefined || !('trees' in predictor)) return { rounded: predictor, bound: 0 };
  const { ensemble, bound } = roundLeaves(predictor, bits);
  return { rounded: { ...predictor, ...ensemble }, bound };
}
