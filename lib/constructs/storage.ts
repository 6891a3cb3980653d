import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** The buckets by what lives in them, and the key they are encrypted with. */
export interface Storage {
  readonly data: IBucket;
  readonly artifacts: IBucket;
  readonly capture: IBucket;
  readonly key: IKey;
}

export interface Tables {
  readonly registry: ITableV2;
  readonly runs: ITableV2;
}
