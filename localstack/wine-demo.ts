import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { applyProject } from '#src/cli/actions/apply-project.ts';
import { pushData } from '#src/cli/actions/push-data.ts';
import { watchRun } from '#src/cli/actions/watch-run.ts';
import type { Cloud } from '#src/cli/cloud.ts';
import type { Output } from '#src/cli/output.ts';
import type { RunRecord } from '#src/contracts/run.ts';
import { repository } from './paths.ts';

const projectFile = join('projects', 'wine.yaml');
const versions = ['v1', 'v2'] as const;

/** Two wines of the data set: one of cultivar 0, one of cultivar 1. */
const wines = [
  [14.23, 1.71, 2.43, 15.6, 127, 2.8, 3.06, 0.28, 2.29, 5.64, 1.04, 3.92, 1065],
  [12.37, 0.94, 1.36, 10.6, 88, 1.98, 0.57, 0.28, 0.42, 1.95, 1.05, 1.82, 520],
];

const Answer = z.object({ predictions: z.array(z.unknown()) });

export interface Demo {
  /** One per data version, oldest first. */
  readonly runs: readonly RunRecord[];
  readonly request: string;
  readonly predictions: readonly unknown[];
}

/**
 * The loop on the example project: its first data, then drifted data, then two predictions through the API.
 *
 * @throws Error when a version does not end in a registered model, or the API does not answer with predictions
 */
export async function runDemo(cloud: Cloud, out: Output): Promise<Demo> {
  const { team, project } = await applyProject(
    cloud,
    await readText(projectFile),
    projectFile,
    new Date().toISOString(),
  );
  const runs: RunRecord[] = [];
  for (const version of versions) runs.push(await processVersion(cloud, { team, project, version }, out));
  const request = JSON.stringify({ features: wines });
  return { runs, request, predictions: await predict(cloud, request) };
}

interface Version {
  readonly team: string;
  readonly project: string;
  readonly version: (typeof versions)[number];
}

/** Uploads the version and follows its run; a version that was settled before, with kept state, is only looked up. */
async function processVersion(cloud: Cloud, { team, project, version }: Version, out: Output): Promise<RunRecord> {
  const settled = (await cloud.runs.dataVersions(team, project)).find((known) => known.version === version);
  if (settled) return required(await cloud.runs.get(team, project, settled.runId));
  const file = join('projects', 'data', project, `${version}.csv`);
  out.progress(`\n${file} → ${project} ${version}`);
  const { runId } = await pushData(cloud, { team, project, version, files: [join(repository, file)] });
  const watched = await watchRun(cloud, { team, project, runId }, out);
  if (watched.status !== 'ended') throw new Error(`${runId} did nothing: ${watched.reason}`);
  return required(watched.record);
}

function required(run: RunRecord): RunRecord {
  if (run.outcome === 'registered') return run;
  const reason = run.error?.message ?? run.gateReasons?.join('; ') ?? 'no reason was recorded';
  throw new Error(`${run.id} should have registered a model but ended in ${run.outcome}: ${reason}`);
}

async function predict(cloud: Cloud, body: string): Promise<readonly unknown[]> {
  const response = await fetch(`${cloud.apiUrl}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': await cloud.apiKeys.defaultKey() },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST /predict answered ${response.status}: ${text}`);
  return Answer.parse(JSON.parse(text)).predictions;
}

const readText = (file: string) => readFile(join(repository, file), 'utf8');
