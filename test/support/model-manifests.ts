import { createHash } from 'node:crypto';
import type { RawColumn } from '#src/contracts/feature-plan.ts';
import type { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';

export const columns = (storage: RawColumn['storage'], ...names: string[]): RawColumn[] =>
  names.map((name) => ({ name, storage }));

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export const refTo = (bytes: Uint8Array | string, key = 'some/key'): ObjectRef => ({
  bucket: 'artifacts',
  key,
  versionId: '1',
  sha256: sha256Of(bytes),
  bytes: bytes.length,
});

/** A manifest of a three-class model on two numbers, unless told otherwise. */
export function manifestFor(onnxBytes: Uint8Array, changes: Partial<ModelManifest> = {}): ModelManifest {
  const data = refTo('data');
  return {
    format: 1,
    team: 'demo',
    project: 'wine',
    task: 'multiclass',
    target: 'target',
    classes: [0, 1, 2],
    features: { rawColumns: columns('float', 'alcohol', 'hue'), steps: [] },
    algorithm: 'lightgbm',
    hyperparameters: {},
    onnx: refTo(onnxBytes, 'demo/wine/runs/r/train/model.onnx'),
    metrics: { accuracy: 1 },
    conversionError: 0,
    rows: { train: 10, test: 2 },
    baseline: { data, profile: data },
    lineage: {
      runId: 'r',
      dataVersion: 'v1',
      data: [data],
      trainingData: data,
      projectFile: refTo('project'),
      codeVersion: 'test',
      seed: 42,
      libraries: { lightgbm: '4.7.0' },
      platform: 'linux-x64',
    },
    ...changes,
  };
}
