import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import type { memoryDependencies } from './memory-ports.ts';
import { manifestFor, sha256Of } from './model-manifests.ts';

type Memory = ReturnType<typeof memoryDependencies>;

/** Applies a project and binds `key` to its team, with this project as the default. */
export async function applyProject({ projects }: Memory, { team = 'demo', project = 'wine', key = 'the-key' } = {}) {
  const file = parseProjectFile(`{ project: ${project}, team: ${team}, target: target, task: multiclass }`);
  await projects.apply({ file, sha256: sha256Of(project), appliedAt: '2026-01-01T00:00:00Z' });
  await projects.bindKey(sha256Of(key), { team, defaultProject: project });
}

/** Registers a model as its pipeline would and makes it Production. */
export async function promote(
  { artifacts, registry }: Memory,
  onnxBytes: Uint8Array,
  changes: Partial<ModelManifest> = {},
): Promise<number> {
  const runId = `run-${sha256Of(onnxBytes).slice(0, 8)}`;
  const { team, project } = manifestFor(onnxBytes, changes);
  const onnx = await artifacts.write('artifacts', `${team}/${project}/runs/${runId}/train/model.onnx`, onnxBytes, '');
  const content = ModelManifest.parse(manifestFor(onnxBytes, { onnx, ...changes }));
  const key = `${team}/${project}/runs/${runId}/train/manifest.json`;
  const manifest = await artifacts.write('artifacts', key, JSON.stringify(content), 'application/json');
  const createdAt = '2026-01-01T00:00:00Z';
  const { version } = await registry.register({ team, project, runId, manifest, onnx, metrics: {}, createdAt });
  await registry.promoteToProduction(team, project, version);
  return version;
}
