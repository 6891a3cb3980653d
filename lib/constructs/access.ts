import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeObjects } from './acknowledge-wildcard.ts';
import type { HandlerFunction } from './handler-function.ts';
import type { Area, Storage, Tables } from './storage.ts';

/** Whole items only: the adapters write by conditional put, alone or in a transaction. */
type TableAction = 'GetItem' | 'Query' | 'PutItem';
type KeyPatterns = Partial<Record<Area, readonly string[]>>;

/** Everything one function may do with the stores; what is not listed here it cannot do. */
export interface Access {
  /** Object keys, `*` for any characters; present and earlier versions. */
  readonly read?: KeyPatterns;
  /** Includes reading back: a step that runs twice finds what it wrote. */
  readonly write?: KeyPatterns;
  /** Prefixes under which objects and their versions may be listed. */
  readonly list?: KeyPatterns;
  readonly registry?: readonly TableAction[];
  readonly runs?: readonly TableAction[];
}

export interface Stores {
  readonly storage: Storage;
  readonly tables: Tables;
}

/** Gives a function's or task's role exactly `access`, with the key that the stores are encrypted with. */
export function grantAccess(handler: Pick<HandlerFunction, 'role'>, access: Access, { storage, tables }: Stores): void {
  const allow = (actions: string[], ...resources: string[]) =>
    handler.role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));

  forEachPattern(access.read, storage, (bucket, pattern) => {
    allow(['s3:GetObject', 's3:GetObjectVersion'], bucket.arnForObjects(pattern));
    acknowledgeObjects(handler.role, bucket, pattern);
  });
  forEachPattern(access.write, storage, (bucket, pattern) => {
    allow(['s3:PutObject', 's3:GetObject'], bucket.arnForObjects(pattern));
    acknowledgeObjects(handler.role, bucket, pattern);
  });
  forEachPattern(access.list, storage, (bucket, prefix) =>
    handler.role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['s3:ListBucketVersions'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': prefix } },
      }),
    ),
  );
  for (const name of ['registry', 'runs'] as const) {
    const actions = (access[name] ?? []).map((action) => `dynamodb:${action}`);
    if (actions.length > 0) allow(actions, tables[name].tableArn);
  }
  allow(['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], storage.key.keyArn);
}

function forEachPattern(
  patterns: KeyPatterns | undefined,
  storage: Storage,
  visit: (bucket: IBucket, pattern: string) => void,
): void {
  for (const area of ['data', 'artifacts', 'capture'] as const) {
    for (const pattern of patterns?.[area] ?? []) visit(storage[area], pattern);
  }
}
