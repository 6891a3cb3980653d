import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface KeyValueTableProps {
  readonly key: IKey;
  readonly keep: boolean;
  /** @default - none */
  readonly indexes?: GlobalSecondaryIndexPropsV2[];
}

/** An on-demand table of items under `pk` and `sk`, restorable to any second of the last 35 days. */
export class KeyValueTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { key, keep, indexes = [] }: KeyValueTableProps) {
    super(scope, id);
    this.table = new TableV2(this, 'Resource', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.customerManagedKey(key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      globalSecondaryIndexes: indexes,
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
