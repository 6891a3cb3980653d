import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Emulator, runningEmulator, startEmulator, stopEmulator } from '#localstack/emulator.ts';
import { localFolder, repository } from '#localstack/paths.ts';
import { commandOf, signal, waitUntil } from '#localstack/process-table.ts';
import { freePort } from '#test/support/free-port.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder().path('cloud');
let port: number;

beforeAll(async () => {
  port = await freePort();
});
afterEach(() => stopEmulator(folder));

const start = () => startEmulator({ folder, port, log: (line) => said.push(line) });
const said: string[] = [];

function clients({ endpoint }: Emulator) {
  const client = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  return { s3: new S3Client({ ...client, forcePathStyle: true }), dynamo: new DynamoDBClient(client) };
}

async function fill(emulator: Emulator): Promise<void> {
  const { s3, dynamo } = clients(emulator);
  await s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  await s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'a/b.txt', Body: 'still here' }));
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'kept',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  await dynamo.send(new PutItemCommand({ TableName: 'kept', Item: { pk: { S: 'x' }, n: { N: '1' } } }));
}

async function read(emulator: Emulator) {
  const { s3, dynamo } = clients(emulator);
  const object = await s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'a/b.txt' }));
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: 'kept', Key: { pk: { S: 'x' } } }));
  return { text: await object.Body?.transformToString(), n: Item?.['n']?.N };
}

test('what is in buckets and tables is there again after down and up', async () => {
  await fill(await start());
  expect(await stopEmulator(folder)).toBe(true);
  expect(runningEmulator(folder)).toBeUndefined();
  expect(await read(await start())).toEqual({ text: 'still here', n: '1' });
});

test('after a kill it starts empty rather than with half of its state', async () => {
  const { pid } = await start();
  signal(-pid, 'SIGKILL');
  await waitUntil(() => commandOf(pid) === undefined, 5000);
  const again = await start();
  expect(said.at(-1)).toContain('not stopped cleanly');
  await expect(read(again)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  expect(readdirSync(folder)).toContain('logs');
});

test('it listens on the loopback interface only, and stopping it twice is no error', async () => {
  const { endpoint } = await start();
  expect(endpoint).toBe(`http://127.0.0.1:${port}`);
  expect(await stopEmulator(folder)).toBe(true);
  expect(await stopEmulator(folder)).toBe(false);
});

let other: Server | undefined;
afterAll(() => other?.close());

test('a port that another program has is named, with the option that chooses another', async () => {
  await new Promise<void>((resolve) => {
    other = createServer().listen(port, '127.0.0.1', resolve);
  });
  await expect(start()).rejects.toThrow(`port ${port} is taken by another program; choose another one with --port`);
});

test('it refuses to start on a MiniStack that one of its corrections does not fit', () => {
  const moved = [
    'import ministack.services.stepfunctions as stepfunctions',
    'stepfunctions._run_execution = stepfunctions._start_execution',
    'import emulator',
    'emulator.main()',
  ];
  const python = join(localFolder, 'venv', 'bin', 'python');
  const env = { PYTHONPATH: join(repository, 'localstack'), DRIFTLOOP_UNPACKED: folder, PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stderr } = spawnSync(python, ['-c', moved.join('\n')], { env, encoding: 'utf8' });
  expect(stderr).toContain('MiniStack changed: _run_execution');
  expect(status).toBe(3);
});
