import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { numbers, tableOf } from './build-table.ts';
import { memoryCloud } from './memory-cloud.ts';
import { columns, manifestFor } from './model-manifests.ts';
import { tinyModel } from './tiny-onnx.ts';

/** A model of two numbers: class 0, 1 or 2 by the largest of alcohol, hue and 0. */
export const wineModel = (): Uint8Array =>
  tinyModel({
    weights: [
      [1, 0, 0],
      [0, 1, 0],
    ],
    task: 'classification',
  });

/**
 * A cloud with the project wine, whose one model is Production and was trained on 100 rows of alcohol, hue and target.
 *
 * @param scratch - path of a file to write on the way
 */
export async function cloudWithModel(scratch: string) {
  const cloud = memoryCloud();
  const { artifacts, projects, registry } = cloud;
  const file = ProjectFile.parse({ project: 'wine', target: 'target', task: 'multiclass' });
  await projects.apply({ file, sha256: 'a'.repeat(64), appliedAt: '2026-01-01T00:00:00.000Z' });
  const row = Array.from({ length: 100 }, (_, index) => index);
  const baseline = tableOf(
    numbers(
      'alcohol',
      row.map((index) => 12 + index / 50),
    ),
    numbers(
      'hue',
      row.map((index) => 0.8 + (index % 7) / 20),
    ),
    numbers(
      'target',
      row.map((index) => index % 3),
      'integer',
    ),
  );
  await writeParquet(baseline, scratch);
  const data = await artifacts.upload('artifacts', 'demo/wine/runs/r/validate-data/data.parquet', scratch, '');
  const bytes = wineModel();
  const onnx = await artifacts.write('artifacts', 'demo/wine/runs/r/train/model.onnx', bytes, '');
  const rawColumns = columns('float', 'alcohol', 'hue');
  const manifest = ModelManifest.parse(
    manifestFor(bytes, { onnx, features: { rawColumns, steps: [] }, baseline: { data, profile: data } }),
  );
  const text = JSON.stringify(manifest);
  const manifestRef = await artifacts.write('artifacts', 'demo/wine/runs/r/train/manifest.json', text, '');
  const model = { team: 'demo', project: 'wine', manifest: manifestRef, onnx, metrics: { accuracy: 0.9, f1: 0.8 } };
  const { version } = await registry.register({ ...model, runId: 'r', createdAt: '2026-01-01T00:00:00.000Z' });
  await registry.promoteToProduction('demo', 'wine', version);
  return cloud;
}
