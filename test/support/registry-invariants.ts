import { expect } from 'vitest';
import { z } from 'zod';
import type { StoredItem } from '#src/aws/item-table.ts';

const Version = z.object({ version: z.int(), stage: z.string(), runId: z.string() });
const Pointer = z.object({ version: z.int() });
const Audit = z.object({ version: z.int(), archived: z.int().optional() });

/** What must hold of one project's registry items at any moment; returns the promotions so far, oldest first. */
export function checkRegistry(items: readonly StoredItem[]): readonly number[] {
  const under = (prefix: string) => items.filter(({ key }) => key.sk.startsWith(prefix));
  const versions = under('VERSION#').map(({ attributes }) => Version.parse(attributes));
  const audits = under('AUDIT#').map(({ attributes }) => Audit.parse(attributes));
  const [pointer] = under('STAGE#Production').map(({ attributes }) => Pointer.parse(attributes).version);

  expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
  expect(new Set(versions.map(({ runId }) => runId)).size).toBe(versions.length);
  const inProduction = versions.filter(({ stage }) => stage === 'Production').map(({ version }) => version);
  expect(inProduction).toEqual(pointer === undefined ? [] : [pointer]);

  const promotions = audits.map(({ version }) => version);
  expect(new Set(promotions).size).toBe(promotions.length);
  expect(promotions.at(-1)).toBe(pointer);
  expect(audits.map(({ archived }) => archived)).toEqual([undefined, ...promotions].slice(0, audits.length));
  const archived = versions.filter(({ stage }) => stage === 'Archived').map(({ version }) => version);
  expect(archived).toEqual(promotions.slice(0, -1).toSorted((a, b) => a - b));
  return promotions;
}
