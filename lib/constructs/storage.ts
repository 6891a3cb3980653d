import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** What lives in a bucket. */
export type Area = 'data' | 'artifacts' | 'capture';

/** The buckets by what lives in them, and the key that they and the tables are encrypted with. */
export interface Storage extends Readonly<Record<Area, IBucket>> {
  readonly key: IKey;
}

export interface Tables {
  readonly registry: ITable;
  readonly runs: ITable;
}
