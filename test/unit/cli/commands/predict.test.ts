import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Cloud } from '#src/cli/cloud.ts';
import { runCommand } from '#test/support/memory-cloud.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { cloudWithModel } from '#test/support/trained-wine.ts';

const folder = temporaryFolder();
const answer = {
  predictions: [0, 2],
  probabilities: [
    [0.75, 0.25, 0],
    [0, 0.25, 0.75],
  ],
  modelVersion: 3,
  requestId: 'q',
};

/** What the API was asked last; it knows one key. */
let asked: { url: string | undefined; key: unknown; body: unknown } | undefined;
const server = createServer(async (request, response) => {
  asked = { url: request.url, key: request.headers['x-api-key'], body: JSON.parse(await bodyOf(request)) };
  const known = asked.key === 'the-key' || asked.key === 'my-key';
  response.statusCode = known ? 200 : 403;
  const error = { code: 'FORBIDDEN', message: 'unknown key', requestId: 'q' };
  response.end(JSON.stringify(known ? answer : { error }));
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return text;
}

let cloud: Cloud;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  cloud = { ...(await cloudWithModel(folder.path('baseline.parquet'))), apiUrl: `http://127.0.0.1:${address.port}/v1` };
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

const predict = (args: readonly string[], stdin = '') =>
  runCommand(['predict', 'wine', ...args], async () => cloud, stdin);

describe('driftloop predict', () => {
  it('sends a JSON request as it is, with the local cloud’s own key', async () => {
    const request = { features: [[13, 1]] };
    const file = folder.write('request.json', JSON.stringify(request));
    const { exitCode, stdout } = await predict([file, '--json']);
    expect({ exitCode, response: JSON.parse(stdout) }).toEqual({ exitCode: 0, response: answer });
    expect(asked).toEqual({ url: '/v1/projects/wine/predict', key: 'the-key', body: request });
  });

  it('sends of a table what the model takes, in its order, and shows the predictions', async () => {
    const file = folder.write('rows.csv', 'target,hue,alcohol\n0,1.05,13.2\n1,,12\n');
    const { stdout } = await predict([file]);
    const data = [
      [13.2, 1.05],
      [12, null],
    ];
    expect(asked?.body).toEqual({ dataframe_split: { columns: ['alcohol', 'hue'], data } });
    expect(stdout).toBe(
      'row  prediction  probability\n  1           0         0.75\n  2           2         0.75\n\n' +
        '2 predictions by model version 3\n',
    );
  });

  it('reads either from stdin', async () => {
    await predict(['-'], ' {"features":[[1,2]]}');
    expect(asked?.body).toEqual({ features: [[1, 2]] });
    await predict(['-'], 'alcohol,hue\n1,2\n');
    expect(asked?.body).toEqual({ dataframe_split: { columns: ['alcohol', 'hue'], data: [[1, 2]] } });
  });

  it('takes the key of DRIFTLOOP_API_KEY, and says what the API refuses', async () => {
    vi.stubEnv('DRIFTLOOP_API_KEY', 'my-key');
    await predict(['-'], '{}');
    expect(asked?.key).toBe('my-key');
    vi.stubEnv('DRIFTLOOP_API_KEY', 'wrong');
    const refused = await predict(['-'], '{}');
    expect(refused).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'error: the API answered 403: FORBIDDEN: unknown key\n',
    });
    vi.stubEnv('DRIFTLOOP_API_KEY', '');
  });

  it('needs a key of the user’s own on AWS', async () => {
    const refused = await predict(['-', '--env', 'dev'], '{}');
    expect(refused).toMatchObject({ exitCode: 2, stderr: 'error: set DRIFTLOOP_API_KEY to an API key of the team\n' });
  });

  it('names the column that a table lacks, before anything is sent', async () => {
    asked = undefined;
    const refused = await predict([folder.write('short.csv', 'alcohol\n1\n')]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain('missing column "hue"');
    expect(asked).toBeUndefined();
  });
});
