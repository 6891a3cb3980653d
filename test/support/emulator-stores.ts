import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { inject } from 'vitest';
import { DynamoItemTable } from '#src/aws/dynamo-item-table.ts';
import { S3ArtifactStore } from '#src/aws/s3-artifact-store.ts';
import { s3Client } from '#src/aws/s3-client.ts';

/** The emulator that the integration project starts; every test has buckets and tables of its own there. */
const session = () => ({
  endpoint: inject('endpoint'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const AREAS = ['data', 'artifacts', 'capture'] as const;

/** Three new versioned buckets, and a client that can do to them what the port cannot. */
export async function emulatorBuckets() {
  const client = s3Client(session());
  const id = randomUUID().slice(0, 12);
  const buckets = { data: `${id}-data`, artifacts: `${id}-artifacts`, capture: `${id}-capture` };
  for (const area of AREAS) {
    const Bucket = buckets[area];
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  }
  return { client, buckets, store: new S3ArtifactStore(buckets, client) };
}

export const emulatorDynamo = (): DynamoDBClient => new DynamoDBClient(session());

/** The name of a new table under `pk` and `sk`. */
export async function newEmulatorTable(): Promise<string> {
  const TableName = `table-${randomUUID()}`;
  const command = new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
  await emulatorDynamo().send(command);
  return TableName;
}

export const emulatorTable = async (): Promise<DynamoItemTable> =>
  new DynamoItemTable(await newEmulatorTable(), emulatorDynamo());
