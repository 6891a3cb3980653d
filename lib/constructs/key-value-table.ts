import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

export interface KeyValueTableProps {
  readonly key: IKey;
  readonly keep: boolean;
}

/** An on-demand table of items under `pk` and `sk`, restorable to any second of the last 35 days. */
export class KeyValueTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { key, keep }: KeyValueTableProps) {
    super(scope, id);
    // Not TableV2: under a customer-managed key it needs the region at synthesis, and cdk-nag does not check it.
    this.table = new Table(this, 'Resource', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
