import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ProjectBusyError } from '#src/errors.ts';
import type { RunClaim } from '#src/ports/run-tracker.ts';
import { type Fault, FaultyItemTable, LostError } from '#test/support/faulty-item-table.ts';
import { MemoryItemTable } from '#test/support/memory-item-table.ts';
import { MemoryRunTracker } from '#test/support/memory-ports.ts';
import { checkRuns } from '#test/support/run-invariants.ts';

const VERSIONS = ['v1', 'v2', 'v9', 'v10'];
const PATIENCE = 6;
const TIME = '2026-01-01T00:00:00.000Z';

/** One delivery of a version's event; `dies`: the process is killed between claim and finish. */
interface Delivery {
  readonly version: string;
  readonly dies: boolean;
}

const delivery: fc.Arbitrary<Delivery> = fc.record({ version: fc.constantFrom(...VERSIONS), dies: fc.boolean() });
const fault = fc.constantFrom<Fault>('none', 'none', 'none', 'request lost', 'answer lost');

function claimOf(version: string): RunClaim {
  const run = { team: 'demo', project: 'wine', runId: `run-${version}`, version };
  const olderVersions = VERSIONS.slice(0, VERSIONS.indexOf(version));
  return { run, fingerprint: `fingerprint-${version}`, startedAt: TIME, olderVersions };
}

/** What the workflow does with a delivery: waits while the project is busy, works, ends. */
async function handle(runs: MemoryRunTracker, { version, dies }: Delivery): Promise<void> {
  const claim = claimOf(version);
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    try {
      if (!(await runs.claim(claim)).granted || dies) return;
      await runs.update(claim.run, { artifacts: { model: `s3://model/${version}` } });
      await runs.finish(claim.run, { outcome: 'registered', finishedAt: TIME });
      return;
    } catch (error) {
      if (!(error instanceof ProjectBusyError || error instanceof LostError)) throw error;
    }
  }
}

/** Watches the table: who ends when, and that what has ended stays as it is. */
function observe(table: MemoryItemTable) {
  const ended = new Map<string, string>();
  const onWrite = () => {
    for (const run of checkRuns(table.items())) {
      if (run.outcome === 'running') continue;
      expect(ended.get(run.dataVersion) ?? JSON.stringify(run)).toBe(JSON.stringify(run));
      ended.set(run.dataVersion, JSON.stringify(run));
    }
  };
  return { ended, onWrite };
}

describe('the run tracker under concurrency', () => {
  test.prop([fc.scheduler(), fc.array(delivery, { minLength: 1, maxLength: 8 }), fc.array(fault, { maxLength: 20 })], {
    numRuns: 1000,
  })(
    'runs every upload once, in order, however often and in whatever order events come',
    async (scheduler, deliveries, faults) => {
      const table = new MemoryItemTable();
      const { ended, onWrite } = observe(table);
      const remaining = faults.values();
      const turn = () => scheduler.schedule(Promise.resolve());
      const interleaving = { turn, nextFault: () => remaining.next().value ?? 'none', onWrite };
      const runs = new MemoryRunTracker(new FaultyItemTable(table, interleaving));
      await scheduler.waitFor(Promise.all(deliveries.map((one) => handle(runs, one))));

      // Whatever state the deaths and faults left: the same runs, started again, get to the end.
      const calm = new MemoryRunTracker(
        new FaultyItemTable(table, { turn: async () => {}, nextFault: () => 'none', onWrite }),
      );
      for (const version of VERSIONS) await handle(calm, { version, dies: false });
      expect([...ended.keys()]).toEqual(VERSIONS);
      expect(await calm.list('demo', 'wine')).toHaveLength(VERSIONS.length);
      for (const { outcome, artifacts } of await calm.list('demo', 'wine')) {
        expect({ outcome, artifacts: Object.keys(artifacts) }).toEqual({ outcome: 'registered', artifacts: ['model'] });
      }
    },
  );
});
