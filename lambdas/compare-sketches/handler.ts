import { z } from 'zod';
import { readJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { recordDrift } from '#lambdas/shared/record-drift.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { DriftShard } from '#src/contracts/drift-shard.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { CompareSketchesInput } from '#src/contracts/steps/compare-sketches.ts';
import { DriftCheckOutput } from '#src/contracts/steps/drift-check.ts';
import type { TableSketch } from '#src/contracts/table-sketch.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { requireSketched } from '#src/sketch/require-sketched.ts';
import { restoreTables } from '#src/sketch/restore-table.ts';
import { decodeSketch } from '#src/sketch/sketch-file.ts';
import { mergeSketches } from '#src/sketch/table-sketch.ts';

/** Puts the sketches of all shards together and compares both sides, with the tests and the report of the exact check. */
export const compareSketches = defineStep({
  name: 'CompareSketches',
  input: CompareSketchesInput,
  output: DriftCheckOutput,
  async run({ run, projectFile, baseline, mapped, ...input }, { artifacts, runs }) {
    const shards = await readJson(artifacts, input.shards, z.array(DriftShard));
    requireSketched(shards, mapped);
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const { lineage, importance } = await readJson(artifacts, baseline, ModelManifest);
    const mergedSide = (side: DriftShard['side']) =>
      mergeStored(
        artifacts,
        shards.filter((shard) => shard.side === side),
      );
    const sides = restoreTables(
      await mergedSide('reference'),
      await mergedSide('current'),
      shards[0]?.categories ?? [],
    );
    // A sketch does not know which values came in one row, so there are no segments.
    const facts = {
      'Compared by': `sketches of ${shards.length} shards`,
      ...(project.drift.segments.length > 0 && { Segments: 'not compared, as the data were checked in shards' }),
    };
    const comparison = { run, project, trainedBy: lineage.runId, ...sides, segments: [], importance, facts };
    return recordDrift(comparison, { artifacts, runs });
  },
});

/** Half by half, so that merging many costs little more than merging few. */
async function mergeStored(artifacts: ArtifactStore, shards: readonly DriftShard[]): Promise<TableSketch> {
  const [first] = shards;
  if (!first) throw new TypeError('a side without shards cannot be compared');
  if (shards.length === 1) {
    const stored = await artifacts.identify(await artifacts.head('artifacts', first.sketch));
    return decodeSketch(await artifacts.read(stored));
  }
  const half = shards.length >> 1;
  const before = await mergeStored(artifacts, shards.slice(0, half));
  return mergeSketches(before, await mergeStored(artifacts, shards.slice(half)));
}

export const handler = lambdaHandler(compareSketches);
