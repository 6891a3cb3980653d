import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Asset, StackToDeploy } from './cloud-assembly.ts';
import { zipFolder } from './zip-folder.ts';

/** What `cdk bootstrap` would have made, as far as a deployment without its roles needs it: the buckets, the version. */
export async function bootstrap(stacks: readonly StackToDeploy[], s3: S3Client, ssm: SSMClient): Promise<void> {
  const buckets = new Set(stacks.flatMap(({ assets }) => assets.map(({ bucket }) => bucket)));
  for (const Bucket of buckets) {
    const exists = await found(s3.send(new HeadBucketCommand({ Bucket })));
    if (!exists) await s3.send(new CreateBucketCommand({ Bucket }));
  }
  const versions = new Map(stacks.flatMap((stack) => (stack.bootstrap ? [[stack.bootstrap.parameter, stack]] : [])));
  for (const [Name, { bootstrap: needed }] of versions) {
    const exists = await ssm.send(new GetParameterCommand({ Name })).catch(absent);
    const Value = String(needed?.version);
    if (!exists) await ssm.send(new PutParameterCommand({ Name, Value, Type: 'String' }));
  }
}

/** Uploads what is not there yet; a key names its contents, so what is there is right. */
export async function publishAssets(
  assets: readonly Asset[],
  s3: S3Client,
  log: (line: string) => void,
): Promise<void> {
  for (const asset of assets) {
    const { bucket: Bucket, key: Key } = asset;
    if (!(await found(s3.send(new HeadObjectCommand({ Bucket, Key }))))) await publish(asset, s3, log);
  }
}

/** In a stream: the layers are too large to hold. */
async function publish({ bucket, key, path, packaging, name }: Asset, s3: S3Client, log: (line: string) => void) {
  const scratch = await mkdtemp(join(tmpdir(), 'driftloop-'));
  try {
    const file = packaging === 'zip' ? join(scratch, 'asset.zip') : path;
    if (packaging === 'zip') await zipFolder(path, file);
    const { size: ContentLength } = await stat(file);
    if (ContentLength > 1024 * 1024) log(`uploading ${name} (${(ContentLength / 1024 / 1024).toFixed(1)} MB)`);
    const Body = createReadStream(file);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentLength }));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function found(request: Promise<unknown>): Promise<boolean> {
  try {
    await request;
    return true;
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchBucket')) return false;
    throw error;
  }
}

const absent = (error: unknown): undefined => {
  if (!(error instanceof ParameterNotFound)) throw error;
};
