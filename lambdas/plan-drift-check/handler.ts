import { z } from 'zod';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import { DataProfile } from '#src/contracts/data-profile.ts';
import { DriftShard } from '#src/contracts/drift-shard.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { PlanDriftCheckInput, PlanDriftCheckOutput } from '#src/contracts/steps/plan-drift-check.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { needsRows } from '#src/sketch/needs-rows.ts';
import { defaultShardRows, planShards, sketchPrefix } from '#src/sketch/plan-shards.ts';

/** Decides by the number of rows whether one function compares the data or many sketch it first. */
export const planDriftCheck = defineStep({
  name: 'PlanDriftCheck',
  input: PlanDriftCheckInput,
  output: PlanDriftCheckOutput,
  async run({ run, projectFile, data, rows, baseline }, { artifacts }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    if (needsRows(project)) return { path: 'exact' as const };
    const { drift, columns } = project;
    const { baseline: trainedOn } = await readJson(artifacts, baseline, ModelManifest);
    const profile = await readJson(artifacts, trainedOn.profile, DataProfile);
    const shardRows = drift.shardRows ?? defaultShardRows(profile.columns.length);
    if (Math.max(rows, profile.rows) <= shardRows) return { path: 'exact' as const };
    const sides = { reference: { data: trainedOn.data, rows: profile.rows }, current: { data, rows } };
    const categories = Object.keys(columns).filter((name) => CATEGORIES.includes(columns[name]?.type));
    const shards = planShards(run, sides, shardRows, categories);
    const sketched = await keysUnder(artifacts, [sketchPrefix(run, trainedOn.data), sketchPrefix(run, data)]);
    // Sides that are the same data share their sketches.
    const distinct = [...new Map(shards.map((shard) => [shard.sketch, shard])).values()];
    const unsketched = distinct.filter(({ sketch }) => !sketched.has(sketch));
    const write = (file: string, list: DriftShard[]) =>
      writeJson(artifacts, stepKey(run, 'plan-drift-check', file), z.array(DriftShard), list);
    return {
      path: 'sharded' as const,
      shards: await write('shards.json', shards),
      unsketched: await write('unsketched.json', unsketched),
      unsketchedCount: unsketched.length,
    };
  },
});

const CATEGORIES: readonly (string | undefined)[] = ['categorical', 'boolean'];

async function keysUnder(artifacts: ArtifactStore, prefixes: readonly string[]): Promise<Set<string>> {
  const listings = await Promise.all(prefixes.map((prefix) => artifacts.list('artifacts', prefix)));
  return new Set(listings.flat().map(({ key }) => key));
}

export const handler = lambdaHandler(planDriftCheck);
