import type { Calibration } from '../calibrate/calibration.ts';
import type { OnnxSettings } from '../contracts/settings/onnx.ts';
import type { SizeRecord } from '../contracts/size-record.ts';
import { checkConversion } from '../onnx/check-conversion.ts';
import { modelToOnnx, type OnnxSource, type Predictor } from '../onnx/model-to-onnx.ts';
import { roundLeaves } from '../onnx/round-leaves.ts';
import type { Table } from '../tabular/table.ts';

export interface GraphRequest {
  readonly source: Omit<OnnxSource, 'calibration' | 'form'>;
  readonly calibration: Calibration | undefined;
  readonly form: OnnxSettings;
  /** With the rounds that pruning left out, to tell what they would have taken. */
  readonly unpruned?: Predictor | undefined;
  /** Raw held-out rows. */
  readonly table: Table;
  /** The library's own predictions for them. */
  readonly native: Float64Array;
}

export interface WrittenGraph {
  readonly onnx: Uint8Array;
  /** What the graph predicts for the held-out rows. */
  readonly predictions: Float32Array;
  /** The same before the graph was calibrated and made smaller. */
  readonly asLearnt: Float32Array;
  /** Largest difference between the library and the graph, before it is calibrated or made smaller. */
  readonly conversionError: number;
  /** Absent where the form is the default one. */
  readonly bytes?: SizeRecord['bytes'];
  /** Of the model with the rounds that pruning left out; absent where it left none out. */
  readonly unprunedBytes?: number;
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
  const known = { asLearnt: exact.predictions, conversionError: exact.difference, ...unprunedBytes(request) };
  const isStandard = form.trees === 'standard' && form.explain;
  if (!calibration && isStandard) return { onnx: plain, predictions: exact.predictions, ...known };
  const { onnx, bound } = finalGraph(request);
  const changes = { calibration, link: predictor.link, scoreBound: bound };
  const { predictions, difference } = await checkConversion({ onnx, ...rows, ...changes });
  const before = calibration ? modelToOnnx({ ...source, calibration }).length : plain.length;
  return {
    ...{ onnx, predictions, ...known },
    ...(!isStandard && { bytes: { before, after: onnx.length } }),
    ...(form.leafBits !== undefined && { rounding: { leafBits: form.leafBits, bound, difference } }),
  };
}

function unprunedBytes(request: GraphRequest): Pick<WrittenGraph, 'unprunedBytes'> {
  const { source, unpruned } = request;
  if (!unpruned) return {};
  return { unprunedBytes: finalGraph({ ...request, source: { ...source, predictor: unpruned } }).onnx.length };
}

/** The graph with everything that the project asks for, and by how much a raw score may differ for it. */
function finalGraph({ source, calibration, form }: GraphRequest): {
  readonly onnx: Uint8Array;
  readonly bound: number;
} {
  const { predictor } = source;
  if (form.leafBits === undefined || !('trees' in predictor)) {
    return { onnx: modelToOnnx({ ...source, calibration, form }), bound: 0 };
  }
  const { ensemble, bound } = roundLeaves(predictor, form.leafBits);
  return { onnx: modelToOnnx({ ...source, predictor: { ...predictor, ...ensemble }, calibration, form }), bound };
}
