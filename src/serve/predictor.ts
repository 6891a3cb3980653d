import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ClassLabel, ModelManifest } from '../contracts/model-manifest.ts';
import { columnSlots, type ModelRows, widthOf } from './model-rows.ts';
import { createSession, onnxRuntime, type SessionLimits } from './onnx-runtime.ts';

export interface Predictions {
  /** One per row: a class of the target, or a number for a regression. */
  readonly predictions: ClassLabel[];
  /** Per row one probability per class, in the order of `manifest.classes`; absent for a regression. */
  readonly probabilities?: number[][];
}

/** A loaded model; it takes raw rows because its graph contains the preprocessing. */
export interface Predictor {
  readonly manifest: ModelManifest;
  predict(rows: ModelRows): Promise<Predictions>;
}

/**
 * Makes a predictor of a model that was checked (see `loadModel`, which does both).
 *
 * The graph's inputs are `numbers` (float32 [N, k]) and `strings` (string [N, m]), whichever have columns; its output is
 * `probabilities` (float32 [N, classes]) or, for a regression, `prediction` (float32 [N, 1]).
 */
export async function createPredictor(
  manifest: ModelManifest,
  bytes: Uint8Array,
  limits: SessionLimits = {},
): Promise<Predictor> {
  const session = await createSession(bytes, limits);
  const slots = columnSlots(manifest.features.rawColumns);
  const stringCount = widthOf(slots, 'strings');
  const numberCount = widthOf(slots, 'numbers');
  return {
    manifest,
    async predict({ rowCount, numbers, strings }) {
      const { Tensor } = onnxRuntime();
      const outputs = await session.run({
        ...(numberCount > 0 && { numbers: new Tensor('float32', numbers, [rowCount, numberCount]) }),
        ...(stringCount > 0 && { strings: new Tensor('string', strings, [rowCount, stringCount]) }),
      });
      return readPredictions(manifest, outputs, rowCount);
    },
  };
}

function readPredictions(
  { task, classes, threshold }: ModelManifest,
  outputs: InferenceSession.OnnxValueMapType,
  rowCount: number,
): Predictions {
  if (task === 'regression') return { predictions: Array.from(floats(outputs['prediction'], rowCount)) };
  const flat = floats(outputs['probabilities'], rowCount * classes.length);
  const probabilities = Array.from({ length: rowCount }, (_, row) =>
    Array.from(flat.subarray(row * classes.length, (row + 1) * classes.length)),
  );
  const choose =
    threshold === undefined ? indexOfLargest : ([, second = 0]: readonly number[]) => Number(second >= threshold);
  return { predictions: probabilities.map((row) => classes[choose(row)]!), probabilities };
}

function floats(output: Tensor | undefined, expected: number): Float32Array {
  if (output?.data instanceof Float32Array && output.data.length === expected) return output.data;
  throw new TypeError(`the model gave ${output?.data.length ?? 'no'} values where ${expected} floats were expected`);
}

/** The first of equals, as numpy's argmax has it. */
function indexOfLargest(values: readonly number[]): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) if (values[index]! > values[best]!) best = index;
  return best;
}
