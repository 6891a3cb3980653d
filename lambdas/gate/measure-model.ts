import { readJson } from '#lambdas/shared/json-artifact.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { measureLatency } from '#src/evaluate/gate/measure-latency.ts';
import { tryModels } from '#src/evaluate/gate/try-models.ts';
import type { GateFacts } from '#src/evaluate/gate.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import { type HeldOutRows, readHeldOutRows } from './held-out-rows.ts';

export interface NewModel {
  readonly run: RunContext;
  readonly project: ProjectFile;
  readonly manifest: ModelManifest;
  readonly production: ModelVersion | undefined;
  readonly data: ObjectRef;
  readonly plan: ObjectRef;
}

/** Finds out what the criteria need beyond the manifest; data and models are read only where they do. */
export async function measureModel(
  model: NewModel,
  artifacts: ArtifactStore,
): Promise<Pick<GateFacts, 'production' | 'milliseconds'>> {
  const { project, manifest, production } = model;
  const { againstProduction, segments, latency } = project.gate;
  const comparesWith = againstProduction || segments ? production : undefined;
  if (!comparesWith && !latency) return {};
  const rows = await readHeldOutRows(model, project, artifacts);
  const onnx = await artifacts.read(manifest.onnx);
  const clock = { now: () => performance.now() };
  return {
    ...(comparesWith && { production: await compare(model, { onnx, rows, production: comparesWith }, artifacts) }),
    ...(latency && {
      milliseconds: await measureLatency(onnx, manifest.features, { ...clock, table: rows.table, rows: latency.rows }),
    }),
  };
}

async function compare(
  { run, project, manifest }: NewModel,
  { onnx, rows, production }: { onnx: Uint8Array; rows: HeldOutRows; production: ModelVersion },
  artifacts: ArtifactStore,
) {
  const { version } = production;
  const before = await readJson(artifacts, production.manifest, ModelManifest);
  const { table, labels, versions } = rows;
  // Production was trained before this version was there, unless it is of an earlier run of the same version.
  const isNew = before.lineage.dataVersion !== run.version;
  const unseen = versions?.flatMap((label, row) => (label === run.version ? [row] : []));
  return tryModels({
    current: { manifest, onnx },
    production: { version, manifest: before, onnx: await artifacts.read(before.onnx) },
    ...{ table, labels, segments: project.gate.segments?.columns ?? [] },
    ...(isNew && unseen && { unseen: { rows: unseen, version: run.version } }),
  });
}
