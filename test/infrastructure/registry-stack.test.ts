import { describe, expect, it } from 'vitest';
import { resourcesOf } from './synthesize.ts';

describe.each(['dev', 'prod'])('every table of %s', (env) => {
  it('is encrypted with our key, on demand and restorable to any second', () => {
    const tables = resourcesOf(env, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(2);
    for (const [, { Properties }] of tables) {
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: expect.anything() },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      });
    }
  });

  it('has no global table, whose recovery nobody would check', () => {
    expect(resourcesOf(env, 'AWS::DynamoDB::GlobalTable')).toEqual([]);
  });
});

describe('the registry stack', () => {
  it('protects its tables from deletion in prod only', () => {
    const protection = (env: string) =>
      resourcesOf(env, 'AWS::DynamoDB::Table').map(([, { Properties }]) => Properties['DeletionProtectionEnabled']);
    expect(protection('prod')).toEqual([true, true]);
    expect(protection('dev')).toEqual([false, false]);
  });
});
