import { beforeEach, describe, expect, it } from 'vitest';
import { createPredictHandler } from '#lambdas/predict/handler.ts';
import type { ProxyResult } from '#lambdas/shared/http.ts';
import { RECHECK_MS } from '#lambdas/shared/production-models.ts';
import { apiEvent, MemoryLog } from '#test/support/api-events.ts';
import { memoryDependencies } from '#test/support/memory-ports.ts';
import { applyProject, promote } from '#test/support/registered-models.ts';
import { tinyModel } from '#test/support/tiny-onnx.ts';

/** Predicts the class whose column is the largest; the second model knows them in another order. */
const first = tinyModel({
  weights: [
    [1, 0, 0],
    [0, 1, 0],
  ],
  task: 'classification',
});
const second = tinyModel({
  weights: [
    [0, 0, 1],
    [0, 1, 0],
  ],
  task: 'classification',
});

let memory: ReturnType<typeof memoryDependencies>;
let log: MemoryLog;
let clock: number;
let handler: (event: unknown) => Promise<ProxyResult>;

beforeEach(async () => {
  memory = memoryDependencies();
  log = new MemoryLog();
  clock = 1_000_000;
  handler = createPredictHandler(memory, { log, now: () => clock });
  await applyProject(memory);
});

const ask = async (event: Parameters<typeof apiEvent>[0] = {}) => {
  const { statusCode, body } = await handler(apiEvent({ body: { features: [[5, 1]] }, ...event }));
  return { status: statusCode, body: JSON.parse(body) };
};
const error = (code: string, message: unknown) => ({ error: { code, message, requestId: 'request-1' } });

describe('predict', () => {
  it('answers with classes, probabilities, the model version and the request id', async () => {
    await promote(memory, first);
    const { status, body } = await ask({
      body: {
        features: [
          [5, 1],
          [1, 5],
        ],
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ predictions: [0, 1], modelVersion: 1, requestId: 'request-1' });
    expect(body.probabilities).toHaveLength(2);
  });

  it('reads a body that the gateway sent as base64', async () => {
    await promote(memory, first);
    const body = Buffer.from('{"features":[[5,1]]}').toString('base64');
    const { statusCode } = await handler({ ...apiEvent({ body }), isBase64Encoded: true });
    expect(statusCode).toBe(200);
  });

  it('sends how many rows it predicted and how long that took, and logs one line', async () => {
    await promote(memory, first);
    await ask({
      body: {
        features: [
          [5, 1],
          [1, 5],
        ],
      },
    });
    expect(memory.metrics.emitted).toEqual([
      {
        dimensions: { team: 'demo', project: 'wine' },
        metrics: {
          Predictions: { value: 2, unit: 'Count' },
          PredictionLatency: { value: expect.any(Number), unit: 'Milliseconds' },
        },
      },
    ]);
    const fields = { requestId: 'request-1', status: 200, team: 'demo', project: 'wine', modelVersion: 1, rows: 2 };
    expect(log.lines).toEqual([{ level: 'info', message: 'request', fields: { ...fields, latencyMs: 0 } }]);
  });

  it('predicts although the metric cannot be sent', async () => {
    await promote(memory, first);
    memory.metrics.emit = async () => Promise.reject(new Error('no stdout'));
    expect((await ask()).status).toBe(200);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'metric not sent' }));
  });
});

describe('predict, whose key it is', () => {
  it.each([
    ['none', ''],
    ['an unknown one', 'another-key'],
  ])('refuses a request with a key that is %s', async (_, key) => {
    expect(await ask({ key })).toEqual({ status: 403, body: error('FORBIDDEN', expect.stringContaining('x-api-key')) });
  });

  it("serves any project of the key's team", async () => {
    await applyProject(memory, { project: 'beer', key: 'beer-key' });
    await promote(memory, first, { project: 'beer' });
    expect((await ask({ path: { project: 'beer' } })).status).toBe(200);
  });

  it('does not know the projects of another team', async () => {
    await applyProject(memory, { team: 'other', project: 'secret', key: 'other-key' });
    await promote(memory, first, { team: 'other', project: 'secret' });
    const { status, body } = await ask({ path: { project: 'secret' } });
    expect({ status, code: body.error.code }).toEqual({ status: 404, code: 'NOT_FOUND' });
    expect((await ask({ path: { project: 'secret' }, key: 'other-key' })).status).toBe(200);
  });

  it('takes no path for a project name', async () => {
    const { status } = await ask({ path: { project: '../other/secret' } });
    expect(status).toBe(404);
  });
});

describe('predict, which model it is', () => {
  it('says so while there is none', async () => {
    const { status, body } = await ask();
    expect(status).toBe(409);
    expect(body).toEqual(error('NO_PRODUCTION_MODEL', expect.stringContaining('push a data version')));
  });

  it('asks the registry again only after a while, and then serves what was promoted', async () => {
    await promote(memory, first);
    expect((await ask()).body).toMatchObject({ predictions: [0], modelVersion: 1 });
    await promote(memory, second);
    clock += RECHECK_MS - 1;
    expect((await ask()).body).toMatchObject({ modelVersion: 1 });
    clock += 1;
    expect((await ask()).body).toMatchObject({ predictions: [2], modelVersion: 2 });
  });

  it('loads a model once for many requests at the same time', async () => {
    await promote(memory, first);
    let reads = 0;
    const read = memory.artifacts.read.bind(memory.artifacts);
    memory.artifacts.read = async (ref) => {
      reads += 1;
      return read(ref);
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(reads).toBe(2); // the manifest and the model
  });

  it('keeps the models that were used last', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `project-${index}`);
    for (const project of names) {
      await applyProject(memory, { project, key: project });
      await promote(memory, first, { project });
    }
    const read = memory.artifacts.read.bind(memory.artifacts);
    const loaded: string[] = [];
    memory.artifacts.read = async (ref) => {
      if (ref.key.endsWith('.onnx')) loaded.push(ref.key.split('/')[1] ?? '');
      return read(ref);
    };
    for (const project of [...names, 'project-8', 'project-0', 'project-8']) await ask({ path: { project } });
    expect(loaded).toEqual([...names, 'project-0']);
  });

  it('goes on with the loaded model while the registry does not answer', async () => {
    await promote(memory, first);
    await ask();
    memory.registry.production = async () => Promise.reject(new Error('throttled'));
    clock += RECHECK_MS;
    expect(await ask()).toMatchObject({ status: 200, body: { modelVersion: 1 } });
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'model not refreshed' }));
  });

  it('goes on with the loaded model when the new one is damaged', async () => {
    await promote(memory, first);
    await ask();
    await promote(memory, second, { onnx: { ...(await memory.artifacts.write('artifacts', 'x', 'not a model', '')) } });
    clock += RECHECK_MS;
    expect(await ask()).toMatchObject({ status: 200, body: { modelVersion: 1 } });
  });

  it('answers 500 without a word about the inside when no model can be loaded', async () => {
    await promote(memory, first, { onnx: await memory.artifacts.write('artifacts', 'x', 'not a model', '') });
    const { status, body } = await ask();
    expect(status).toBe(500);
    expect(body).toEqual(error('INTERNAL_ERROR', expect.stringMatching(/^the request could not be answered/)));
    expect(memory.metrics.emitted.map(({ metrics }) => metrics)).toEqual([
      { PredictionErrors: { value: 1, unit: 'Count' } },
    ]);
    const [line] = log.lines;
    expect(line).toMatchObject({ level: 'error', fields: { status: 500, error: { name: 'IntegrityError' } } });
  });
});

describe('predict, bad requests', () => {
  it.each([
    ['INVALID_FEATURES', 400, { features: [[1, 2], [1]] }, 'row 2: expected 2 numbers, got 1'],
    ['INVALID_JSON', 400, '{"features":', expect.stringContaining('not JSON')],
    ['INVALID_REQUEST', 400, { rows: [] }, expect.stringContaining('unknown key "rows"')],
    ['BATCH_TOO_LARGE', 413, { features: Array(10_001).fill([1, 2]) }, expect.stringContaining('10001 rows')],
  ])('%s', async (code, status, body, message) => {
    await promote(memory, first);
    expect(await ask({ body })).toEqual({ status, body: error(code, message) });
    expect(memory.metrics.emitted).toEqual([]);
    expect(log.lines).toMatchObject([{ level: 'info', fields: { status, error: { code } } }]);
  });
});
