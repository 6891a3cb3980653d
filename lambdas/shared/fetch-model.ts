import { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { checkModelSize, loadModel } from '#src/serve/load-model.ts';
import type { Predictor } from '#src/serve/predictor.ts';
import { readJson } from './json-artifact.ts';

/** Reads a registered model and loads it. @throws NotFoundError, IntegrityError */
export async function fetchModel(artifacts: ArtifactStore, manifestRef: ObjectRef): Promise<Predictor> {
  const manifest = await readJson(artifacts, manifestRef, ModelManifest);
  checkModelSize(manifest.onnx.bytes);
  return loadModel(manifest, await artifacts.read(manifest.onnx));
}
