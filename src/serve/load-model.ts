import { createHash } from 'node:crypto';
import type { ModelManifest } from '../contracts/model-manifest.ts';
import { IntegrityError } from '../errors.ts';
import { inspectOnnx } from './inspect-onnx.ts';
import type { SessionLimits } from './onnx-runtime.ts';
import { createPredictor, type Predictor } from './predictor.ts';

/** Half a Lambda's default ephemeral disk, and far above any model that answers in milliseconds. */
export const MAX_MODEL_BYTES = 256 * 1024 * 1024;

/** Everything our graphs are made of; any other domain is somebody's custom operator, which is code. */
const ALLOWED_DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml']);

/** Checks a model and only then makes a session of it. @throws IntegrityError */
export async function loadModel(
  manifest: ModelManifest,
  bytes: Uint8Array,
  limits: SessionLimits = {},
): Promise<Predictor> {
  checkModelSize(manifest.onnx.bytes);
  checkModel(manifest, bytes);
  return createPredictor(manifest, bytes, limits);
}

/** To be asked before a model is fetched, too. @throws IntegrityError */
export function checkModelSize(bytes: number): void {
  if (bytes > MAX_MODEL_BYTES) {
    throw new IntegrityError(`the model has ${bytes} bytes, the limit is ${MAX_MODEL_BYTES}: train a smaller one`);
  }
}

/**
 * The gate in front of the runtime: these are the recorded bytes, they refer to no other file and use standard
 * operators only.
 *
 * @throws IntegrityError
 */
export function checkModel({ onnx }: Pick<ModelManifest, 'onnx'>, bytes: Uint8Array): void {
  checkModelSize(bytes.length);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== onnx.sha256) {
    throw new IntegrityError(`the model's sha256 is ${sha256}, its manifest says ${onnx.sha256}: restore the file`);
  }
  const { domains, hasExternalData } = inspectOnnx(bytes);
  if (hasExternalData) throw new IntegrityError('the model keeps values in another file: store them inside the model');
  const foreign = [...domains].filter((domain) => !ALLOWED_DOMAINS.has(domain));
  if (foreign.length > 0) {
    throw new IntegrityError(`the model uses operators of ${foreign.join(', ')}; only ai.onnx and ai.onnx.ml may run`);
  }
}
