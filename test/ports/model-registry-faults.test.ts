import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { DynamoItemTable } from '#src/aws/dynamo-item-table.ts';
import { DynamoModelRegistry } from '#src/aws/dynamo-model-registry.ts';
import { ConflictError, NotFoundError } from '#src/errors.ts';
import { type DynamoFault, injectFaults } from '#test/support/dynamo-faults.ts';
import { emulatorDynamo, newEmulatorTable } from '#test/support/emulator-stores.ts';
import { newModel } from '#test/support/new-model.ts';
import { checkRegistry } from '#test/support/registry-invariants.ts';

const operation = fc.oneof(
  fc.record({ kind: fc.constant('register' as const), number: fc.nat(9) }),
  fc.record({ kind: fc.constant('promote' as const), number: fc.integer({ min: 1, max: 6 }) }),
);
const clients = fc.array(fc.array(operation, { minLength: 6, maxLength: 6 }), { minLength: 8, maxLength: 8 });
const faults = fc.array(fc.constantFrom<DynamoFault>('none', 'none', 'answer lost', 'transaction conflict'), {
  minLength: 20,
  maxLength: 60,
});

/** The client's word for what it was told; refusals are part of life, anything else is a defect. */
async function promoted(registry: DynamoModelRegistry, version: number): Promise<'done' | 'refused'> {
  try {
    await untilAnswered(() => registry.promoteToProduction('demo', 'wine', version));
    return 'done';
  } catch (error) {
    if (error instanceof ConflictError || error instanceof NotFoundError) return 'refused';
    throw error;
  }
}

/** The SDK gives up after a few broken connections; the workflow then runs the step again, and so does this client. */
async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    }
  }
}

describe('the model registry on the emulator, over a bad network', () => {
  test.prop([clients, faults], { numRuns: 6, endOnFailure: true })(
    'loses no acknowledged registration or promotion, and has one Production',
    async (plans, faultPlan) => {
      const name = await newEmulatorTable();
      const dynamo = emulatorDynamo();
      const remaining = faultPlan.values();
      const happened = injectFaults(dynamo, () => remaining.next().value ?? 'none');
      const registry = new DynamoModelRegistry(new DynamoItemTable(name, dynamo));
      const acknowledged = { register: new Set<string>(), promote: new Set<number>() };

      const client = async (plan: (typeof plans)[number]) => {
        for (const { kind, number } of plan) {
          if (kind === 'register') {
            await untilAnswered(() => registry.register(newModel(`run-${number}`)));
            acknowledged.register.add(`run-${number}`);
          } else if ((await promoted(registry, number)) === 'done') {
            acknowledged.promote.add(number);
          }
        }
      };
      await Promise.all(plans.map(client));

      const promotions = checkRegistry(
        await new DynamoItemTable(name, emulatorDynamo()).query('PROJECT#demo#wine', ''),
      );
      const runs = (await registry.list('demo', 'wine')).map(({ runId }) => runId);
      expect(new Set(runs)).toEqual(acknowledged.register);
      expect(promotions).toEqual(expect.arrayContaining([...acknowledged.promote]));
      expect(happened()).toBeGreaterThan(0);
    },
  );
});
