import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { KeyValueTable } from '../constructs/key-value-table.ts';
import type { Tables } from '../constructs/storage.ts';

export interface RegistryStackProps extends StackProps {
  readonly config: Config;
  readonly key: IKey;
}

/** Who owns which project, which model versions exist and which one serves, and what every run did. */
export class RegistryStack extends Stack {
  readonly tables: Tables;

  constructor(scope: Construct, id: string, { config, key, ...props }: RegistryStackProps) {
    super(scope, id, props);
    const keep = config.keepData;
    this.tables = {
      registry: new KeyValueTable(this, 'Registry', { key, keep }).table,
      runs: new KeyValueTable(this, 'Runs', { key, keep }).table,
    };
    new CfnOutput(this, 'RegistryTableName', { value: this.tables.registry.tableName });
    new CfnOutput(this, 'RunsTableName', { value: this.tables.runs.tableName });
  }
}
