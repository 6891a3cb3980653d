import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createBatchStatusHandler } from '#lambdas/batch-status/handler.ts';
import { listBatchFiles } from '#lambdas/list-batch-files/handler.ts';
import { recordBatch } from '#lambdas/record-batch/handler.ts';
import { scoreBatchFile } from '#lambdas/score-batch-file/handler.ts';
import { readJson } from '#lambdas/shared/json-artifact.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { createStartBatchHandler } from '#lambdas/start-batch/handler.ts';
import { BatchItem, BatchManifest, type BatchRequest } from '#src/contracts/batch.ts';
import { NoProductionModelError } from '#src/errors.ts';
import { apiEvent, MemoryLog } from '#test/support/api-events.ts';
import { memoryDependencies } from '#test/support/memory-ports.ts';
import { applyProject, promote } from '#test/support/registered-models.ts';
import { tinyModel } from '#test/support/tiny-onnx.ts';

const model = tinyModel({
  weights: [
    [1, 0, 0],
    [0, 1, 0],
  ],
  task: 'classification',
});
const NIGHT = { 'detail-type': 'Scheduled Event', time: '2026-01-02T02:00:00Z' };

let memory: ReturnType<typeof memoryDependencies>;
let started: Map<string, BatchRequest>;
let log: MemoryLog;
let start: ReturnType<typeof createStartBatchHandler>;
let status: ReturnType<typeof createBatchStatusHandler>;

beforeEach(async () => {
  memory = memoryDependencies();
  started = new Map();
  log = new MemoryLog();
  const workflow = {
    async start(name: string, input: unknown) {
      if (started.has(name)) return 'already_started' as const;
      started.set(name, listBatchFiles.input.parse(input));
      return 'started' as const;
    },
  };
  start = createStartBatchHandler({ ...memory, workflow }, { log, now: () => 0 });
  status = createBatchStatusHandler(memory, { log, now: () => 0 });
  await applyProject(memory);
});

const upload = (name: string, body = 'alcohol,hue\n5,1\n1,5\n', project = 'demo/wine') =>
  memory.artifacts.put('data', `${project}/batch/input/${name}`, body);

const post = async (body: unknown = '', requestId = 'request-1') => {
  const answer = await start(apiEvent({ body, requestId, path: { project: 'wine' } }));
  return { status: answer?.statusCode, body: JSON.parse(answer?.body ?? '') };
};

const get = async (id: string, key = 'the-key') => {
  const answer = await status(apiEvent({ key, path: { project: 'wine', id } }));
  return { status: answer.statusCode, body: JSON.parse(answer.body) };
};

/** What the workflow does, state by state. */
async function runWorkflow(request: BatchRequest, crashing: readonly string[] = []): Promise<BatchManifest> {
  const listed = await runStep(listBatchFiles, request, memory);
  const items = await readJson(memory.artifacts, listed.list, z.array(BatchItem));
  const mapped: unknown[] = [];
  for (const item of items) {
    const crash = { index: item.index, error: { name: 'Lambda.Unknown', message: 'killed' } };
    mapped.push(crashing.includes(item.file.name) ? crash : await runStep(scoreBatchFile, item, memory));
  }
  const finishedAt = '2026-01-02T02:01:00Z';
  const { manifest } = await runStep(recordBatch, { request, finishedAt, listed, mapped, error: null }, memory);
  return readJson(memory.artifacts, manifest, BatchManifest);
}

const onlyStarted = (): BatchRequest => {
  const [request, ...others] = started.values();
  if (!request || others.length > 0) throw new Error(`${started.size} batches were started`);
  return request;
};

const textOf = async (key: string) => {
  const ref = await memory.artifacts.identify(await memory.artifacts.head('data', key));
  return new TextDecoder().decode(await memory.artifacts.read(ref));
};

describe('a batch on demand', () => {
  it('scores every file, says how it stands, and puts results and manifest under its id', async () => {
    await promote(memory, model);
    upload('a.csv');
    upload('may/b.csv', 'id,hue,alcohol\n7,1,5\n');
    expect(await post()).toEqual({ status: 202, body: { batchId: 'api-request-1', files: 2 } });
    expect(await get('api-request-1')).toMatchObject({
      status: 200,
      body: { batchId: 'api-request-1', status: 'running', requestedAt: '2026-01-01T00:00:00.000Z' },
    });

    const manifest = await runWorkflow(onlyStarted());
    expect(manifest).toMatchObject({ status: 'completed', model: { version: 1 }, rows: 3, error: null });
    expect(await get('api-request-1')).toEqual({ status: 200, body: manifest });
    expect(await textOf('demo/wine/batch/output/api-request-1/a.csv')).toMatch(
      /^alcohol,hue,prediction,probability_0,probability_1,probability_2\n5,1,0,0\.9/,
    );
    expect(await textOf('demo/wine/batch/output/api-request-1/may/b.csv')).toMatch(
      /^id,hue,alcohol,prediction.*\n7,1,5,0/,
    );
    expect(memory.metrics.emitted.at(-1)?.metrics).toMatchObject({
      BatchRows: { value: 3 },
      BatchFiles: { value: 2 },
      BatchFilesFailed: { value: 0 },
    });
  });

  it('scores the named files only', async () => {
    await promote(memory, model);
    upload('a.csv');
    upload('b.csv');
    expect((await post({ files: ['b.csv'] })).body).toMatchObject({ files: 1 });
    const { files } = await runWorkflow(onlyStarted());
    expect(files.map(({ file }) => file.name)).toEqual(['b.csv']);
  });

  it('lets no file stop the others', async () => {
    await promote(memory, model);
    upload('bad.csv', 'alcohol\n5\n');
    upload('crash.csv');
    upload('good.csv');
    await post();
    const { rows, files } = await runWorkflow(onlyStarted(), ['crash.csv']);
    expect(rows).toBe(2);
    expect(files).toMatchObject([
      {
        status: 'failed',
        error: { name: 'InvalidDataError', message: expect.stringContaining('missing column "hue"') },
      },
      { status: 'failed', error: { name: 'Lambda.Unknown', message: 'killed' } },
      { status: 'scored', rows: 2 },
    ]);
  });

  it('gives the same bytes when every step runs twice', async () => {
    await promote(memory, model);
    upload('a.csv');
    await post();
    const first = await runWorkflow(onlyStarted());
    expect(await runWorkflow(onlyStarted())).toEqual(first);
  });

  it('scores with the model and the files of its beginning', async () => {
    await promote(memory, model);
    upload('a.csv');
    await post();
    const request = onlyStarted();
    const listed = await runStep(listBatchFiles, request, memory);
    upload('a.csv', 'changed,meanwhile\n1,2\n');
    await promote(memory, tinyModel({ weights: [[0], [0]], task: 'regression' }));
    const items = await readJson(memory.artifacts, listed.list, z.array(BatchItem));
    for (const item of items) await runStep(scoreBatchFile, item, memory);
    expect(await textOf('demo/wine/batch/output/api-request-1/a.csv')).toMatch(/^alcohol,hue,prediction,probability_0/);
  });
});

describe('a batch that cannot begin', () => {
  it.each([
    ['without a model', 409, 'NO_PRODUCTION_MODEL', async () => upload('a.csv')],
    ['without a file', 404, 'NOT_FOUND', async () => promote(memory, model)],
  ])('%s', async (_, code, name, prepare) => {
    await prepare();
    const answer = await post();
    expect({ status: answer.status, code: answer.body.error.code }).toEqual({ status: code, code: name });
    expect(started.size).toBe(0);
  });

  it.each([
    [{ files: [] }, /^files: /],
    [{ file: 'a.csv' }, /send \{"files":\["name.csv"\]\} or nothing$/],
    ['[', /not JSON/],
  ])('because of its body %j', async (body, message) => {
    await promote(memory, model);
    upload('a.csv');
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(message) } },
    });
  });

  it('because of a file that is not there', async () => {
    await promote(memory, model);
    upload('a.csv');
    const { body } = await post({ files: ['b.csv'] });
    expect(body.error.message).toContain('no file "b.csv" under demo/wine/batch/input/');
  });

  it('is on record when the model went away meanwhile', async () => {
    const request = { batch: { team: 'demo', project: 'wine', batchId: 'x' }, requestedAt: NIGHT.time, files: null };
    const input = { ...request, onlyNew: false };
    await expect(runStep(listBatchFiles, input, memory)).rejects.toThrow(NoProductionModelError);
    const error = { name: 'NoProductionModelError', message: '{"errorMessage":"no model"}' };
    const failed = { request: input, finishedAt: NIGHT.time, listed: null, mapped: [], error };
    await runStep(recordBatch, failed, memory);
    const { body } = await get('x');
    expect(body).toMatchObject({ status: 'failed', error: { name: 'NoProductionModelError', message: 'no model' } });
  });
});

describe('the status of a batch', () => {
  it.each(['unknown', '', '../x', 'x'.repeat(200)])('that does not exist is 404 (%#)', async (id) => {
    expect((await get(id)).status).toBe(404);
  });

  it("is another team's secret", async () => {
    await promote(memory, model);
    upload('a.csv');
    await post();
    await applyProject(memory, { team: 'other', key: 'other-key' });
    expect((await get('api-request-1', 'other-key')).status).toBe(404);
    expect((await get('api-request-1', 'no-key')).status).toBe(403);
  });
});

describe('the nightly batches', () => {
  it('are one per project with a model and files, however often the event comes', async () => {
    await promote(memory, model);
    upload('a.csv');
    await applyProject(memory, { project: 'no-model', key: 'k2' });
    upload('a.csv', 'x\n1\n', 'demo/no-model');
    await applyProject(memory, { project: 'no-files', key: 'k3' });
    await promote(memory, model, { project: 'no-files' });
    await start(NIGHT);
    await start(NIGHT);
    expect([...started.values()]).toMatchObject([
      { batch: { project: 'wine', batchId: 'nightly-2026-01-02' }, requestedAt: NIGHT.time, onlyNew: true },
    ]);
  });

  it('leave out what was scored, until it changes', async () => {
    await promote(memory, model);
    upload('a.csv');
    upload('bad.csv', 'alcohol\n5\n');
    const nightOf = async (day: string) => {
      started.clear();
      await start({ ...NIGHT, time: `2026-01-${day}T02:00:00Z` });
      return (await runWorkflow(onlyStarted())).files.map(({ file }) => file.name);
    };
    expect(await nightOf('02')).toEqual(['a.csv', 'bad.csv']);
    expect(await nightOf('03')).toEqual(['bad.csv']); // it is reported until somebody mends it
    upload('a.csv', 'alcohol,hue\n1,1\n');
    memory.artifacts.remove('data', 'demo/wine/batch/input/bad.csv');
    expect(await nightOf('04')).toEqual(['a.csv']);
    started.clear();
    await start({ ...NIGHT, time: '2026-01-05T02:00:00Z' });
    expect(started.size).toBe(0);
  });

  it('start although one of them cannot, and say so', async () => {
    await promote(memory, model);
    upload('a.csv');
    await applyProject(memory, { project: 'broken', key: 'k2' });
    const production = memory.registry.production.bind(memory.registry);
    memory.registry.production = async (team, project) => {
      if (project === 'broken') throw new Error('throttled');
      return production(team, project);
    };
    await expect(start(NIGHT)).rejects.toThrow('1 nightly batches did not start');
    expect(onlyStarted().batch.project).toBe('wine');
  });
});
