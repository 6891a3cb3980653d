import { expect } from 'vitest';
import { z } from 'zod';
import type { StoredItem } from '#src/aws/item-table.ts';
import { RunRecord } from '#src/contracts/run.ts';

const Lease = z.object({ holder: z.string().optional(), newestSettled: z.int().optional() });
const DataVersion = z.object({ runId: z.string(), outcome: z.string() });

/** What must hold of one project's run items at any moment; returns its run records. */
export function checkRuns(items: readonly StoredItem[]): readonly RunRecord[] {
  const under = (prefix: string) => items.filter(({ key }) => key.sk.startsWith(prefix));
  const runs = under('RUN#').map(({ attributes }) => RunRecord.parse(attributes));
  const [lease = {}] = under('LEASE').map(({ attributes }) => Lease.parse(attributes));

  const running = runs.filter(({ outcome }) => outcome === 'running').map(({ id }) => id);
  expect(running).toEqual(lease.holder === undefined ? [] : [lease.holder]);
  for (const { attributes } of under('DATA#')) {
    const { runId, outcome } = DataVersion.parse(attributes);
    expect(runs.find(({ id }) => id === runId)?.outcome).toBe(outcome);
  }
  return runs;
}
