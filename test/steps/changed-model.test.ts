import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { Reproduction } from '#src/contracts/reproduction.ts';
import { RowsOfTable } from '#src/onnx/rows-of-table.ts';
import { loadModel } from '#src/serve/load-model.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { memoryCloud, runCommand } from '#test/support/memory-cloud.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop } from '#test/support/run-loop.ts';

const DATA = new URL('../../projects/data/wine/v1.csv', import.meta.url);

it('a calibrated model with rounded leaves passes the gate, serves, and is reproduced to the byte', async () => {
  const file = await readFile(new URL('../../projects/wine.yaml', import.meta.url), 'utf8');
  const text = file
    .replace('num_iterations: 100', 'num_iterations: 15')
    .replace(
      'training:\n',
      'training:\n  calibration: sigmoid\n  onnx: { trees: compact, leafBits: 8, explain: false }\n',
    );
  const project = await memoryProject(`${text}  size: { maxMb: 0.01 }\n`);
  const { artifacts, registry, runs } = project.dependencies;
  const upload = project.upload('v1.csv', await readFile(DATA, 'utf8'));
  expect(await runLoop(project.inputFor('v1', upload), project.dependencies)).toBe('registered');
  const [run] = await runs.list('demo', 'wine');
  expect(run?.gateReasons?.join('\n')).toMatch(/the model's size, 0\.0\d+ MB, is at most 0\.01 MB/);

  const production = await registry.production('demo', 'wine');
  const manifest = ModelManifest.parse(
    JSON.parse(new TextDecoder().decode(await artifacts.read(production!.manifest))),
  );
  expect(manifest).toMatchObject({
    calibration: { method: 'sigmoid' },
    size: { bytes: { after: manifest.onnx.bytes } },
  });
  expect(manifest.size!.rounding!.after).toEqual(manifest.metrics);

  const predictor = await loadModel(manifest, await artifacts.read(production!.onnx));
  const table = await readTable([DATA.pathname]);
  const { probabilities } = await predictor.predict(new RowsOfTable(manifest.features, table).take(0, 10));
  for (const row of probabilities!) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);

  const cloud = { ...memoryCloud(), artifacts, registry };
  const { stdout } = await runCommand(['models', 'reproduce', 'wine', '1', '--json'], async () => cloud);
  expect(Reproduction.parse(JSON.parse(stdout))).toMatchObject({ reproduced: true, recorded: manifest.onnx.sha256 });
});
