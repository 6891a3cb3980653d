import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandOf, signal } from '#localstack/process-table.ts';
import { deployedCloud, example } from '#test/support/deployed-cloud.ts';

let deployed: Awaited<ReturnType<typeof deployedCloud>>;
let data: { v1: string; v2: string };

beforeAll(async () => {
  deployed = await deployedCloud();
  data = { v1: await example('data/wine/v1.csv'), v2: await example('data/wine/v2.csv') };
});

const project = (name: string) => `{ project: ${name}, target: target, task: multiclass }`;

/** Processes that run a function of the deployed cloud, by process id. */
function workersOf(functionName: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && (commandOf(pid)?.includes(`ministack-lambda-${functionName}-`) ?? false));
}

/** Kills every process of a function there is, and the first new one, as soon as it appears. */
async function killOnce(functionName: string, until: AbortSignal): Promise<boolean> {
  for (const pid of workersOf(functionName)) signal(pid, 'SIGKILL');
  const dead = new Set(workersOf(functionName));
  while (!until.aborted) {
    const [fresh] = workersOf(functionName).filter((pid) => !dead.has(pid));
    if (fresh !== undefined) {
      signal(fresh, 'SIGKILL');
      return true;
    }
    await sleep(2);
  }
  return false;
}

async function digests(name: string) {
  const models = await deployed.cloud.registry.list('demo', name);
  return models.map(({ version, stage, onnx, metrics }) => ({ version, stage, sha256: onnx.sha256, metrics }));
}

describe.skipIf(process.platform !== 'linux')('killed Lambda processes (found through /proc, so on Linux only)', () => {
  const steps = 'DetectNewVersion ValidateData DriftCheck MergeDatasets Featurize Train Gate Register PushMetrics';

  it('a kill in each step leads to the same models as no kill at all', async () => {
    for (const name of ['calm', 'killed']) await deployed.apply(project(name));
    for (const [version, body] of Object.entries(data)) await deployed.run(project('calm'), version, body);
    await deployed.run(project('killed'), 'v1', data.v1);

    const over = new AbortController();
    const names = await Promise.all(steps.split(' ').map((step) => deployed.functionNamed(step)));
    const kills = names.map((name) => killOnce(name, over.signal));
    const run = await deployed.run(project('killed'), 'v2', data.v2);
    over.abort();

    expect(await Promise.all(kills)).toEqual(names.map(() => true));
    expect(run).toMatchObject({ outcome: 'registered' });
    expect(await digests('killed')).toEqual(await digests('calm'));
  });
});
