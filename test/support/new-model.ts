import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { NewModelVersion } from '#src/ports/model-registry.ts';

const ref = (key: string): ObjectRef => ({
  bucket: 'artifacts',
  key,
  versionId: 'version-1',
  sha256: 'a'.repeat(64),
  bytes: 7,
});

/** What a run hands to the registry; two runs' models differ in their keys. */
export const newModel = (runId: string, project = 'wine', team = 'demo'): NewModelVersion => ({
  team,
  project,
  runId,
  manifest: ref(`${runId}/manifest.json`),
  onnx: ref(`${runId}/model.onnx`),
  metrics: { accuracy: 0.97, logLoss: 0.5 },
  createdAt: '2026-01-01T00:00:00.000Z',
});
