import { readFile } from 'node:fs/promises';
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

/** Uploads what is not there yet; a key names its contents, so what is there is right. Returns how many it uploaded. */
export async function publishAssets(
  assets: readonly Asset[],
  s3: S3Client,
  log: (line: string) => void,
): Promise<number> {
  let uploaded = 0;
  for (const { bucket: Bucket, key: Key, path, packaging, name } of assets) {
    if (await found(s3.send(new HeadObjectCommand({ Bucket, Key })))) continue;
    const Body = packaging === 'zip' ? await zipFolder(path) : await readFile(path);
    if (Body.length > 1024 * 1024) log(`uploading ${name} (${(Body.length / 1024 / 1024).toFixed(1)} MB)`);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    uploaded += 1;
  }
  return uploaded;
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
