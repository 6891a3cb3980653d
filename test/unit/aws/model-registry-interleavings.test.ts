import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ConflictError, NotFoundError } from '#src/errors.ts';
import { type Fault, FaultyItemTable, LostError } from '#test/support/faulty-item-table.ts';
import { MemoryItemTable } from '#test/support/memory-item-table.ts';
import { MemoryModelRegistry } from '#test/support/memory-ports.ts';
import { newModel } from '#test/support/new-model.ts';
import { checkRegistry } from '#test/support/registry-invariants.ts';

/** A registry and what is known about it for certain. */
class Session {
  readonly #registry: MemoryModelRegistry;
  /** Versions that became Production, oldest first. */
  #promotions: readonly number[] = [];
  /** How many of them somebody was told of. */
  #acknowledged = 0;

  constructor(table: MemoryItemTable, turn: () => Promise<unknown>, faults: readonly Fault[]) {
    const remaining = faults.values();
    const interleaving = {
      turn,
      nextFault: () => remaining.next().value ?? 'none',
      onWrite: () => {
        this.#promotions = checkRegistry(table.items());
      },
    };
    this.#registry = new MemoryModelRegistry(new FaultyItemTable(table, interleaving));
  }

  async register(run: number): Promise<void> {
    await this.#registry.register(newModel(`run-${run}`));
  }

  async promote(version: number): Promise<void> {
    await this.#registry.promoteToProduction('demo', 'wine', version);
    expect(this.#promotions).toContain(version);
    this.#acknowledged = Math.max(this.#acknowledged, this.#placeOf(version));
  }

  /** Never older than what was acknowledged before the read began. */
  async read(): Promise<void> {
    const acknowledged = this.#acknowledged;
    const seen = await this.#registry.production('demo', 'wine');
    expect(seen ? this.#placeOf(seen.version) : 0).toBeGreaterThanOrEqual(acknowledged);
  }

  async list(): Promise<void> {
    const models = await this.#registry.list('demo', 'wine');
    expect(models.filter(({ stage }) => stage === 'Production').length).toBeLessThanOrEqual(1);
    expect(models.map(({ version }) => version)).toEqual(models.map((_, index) => models.length - index));
  }

  #placeOf(version: number): number {
    return this.#promotions.indexOf(version) + 1;
  }
}

type Operation = (session: Session) => Promise<void>;
const named = (name: string, operation: Operation): Operation =>
  Object.assign(operation, { [fc.toStringMethod]: () => name });

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.nat(5).map((run) => named(`register run ${run}`, (session) => session.register(run))),
  {
    arbitrary: fc
      .integer({ min: 1, max: 4 })
      .map((version) => named(`promote ${version}`, (session) => session.promote(version))),
    weight: 3,
  },
  fc.constant(named('read', (session) => session.read())),
  fc.constant(named('list', (session) => session.list())),
);
const clients = fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 5 });
const fault = fc.constantFrom<Fault>('none', 'none', 'none', 'request lost', 'answer lost');

/** Does one thing after another; a refusal or a lost answer is part of life, anything else is a defect. */
async function work(session: Session, operations: readonly Operation[]): Promise<void> {
  for (const perform of operations) {
    await perform(session).catch((error: unknown) => {
      if (error instanceof ConflictError || error instanceof NotFoundError || error instanceof LostError) return;
      throw error;
    });
  }
}

describe('the model registry under concurrency', () => {
  test.prop([fc.scheduler(), clients, fc.array(fault, { maxLength: 20 })], { numRuns: 2000 })(
    'has one Production, dense version numbers and no lost promotion, in any order of any requests',
    async (scheduler, plans, faults) => {
      const table = new MemoryItemTable();
      const session = new Session(table, () => scheduler.schedule(Promise.resolve()), faults);
      await scheduler.waitFor(Promise.all(plans.map((plan) => work(session, plan))));
      checkRegistry(table.items());
    },
  );
});
