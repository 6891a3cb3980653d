import { describe, expect, it, vi } from 'vitest';
import type { ItemWrite } from '#src/aws/item-table.ts';
import { jitteredPause, writeOptimistically } from '#src/aws/optimistic-write.ts';
import { MemoryItemTable } from '#test/support/memory-item-table.ts';

const key = { pk: 'a', sk: 'b' };
const absentFirst: ItemWrite = { key, replaces: undefined, attributes: { value: 1 } };

describe('writeOptimistically', () => {
  it('decides anew on what is stored when it lost a race', async () => {
    const table = new MemoryItemTable();
    await table.write([absentFirst]);
    const decide = vi.fn(async () => ({
      result: 'added',
      writes: [{ ...absentFirst, replaces: await table.get(key) }],
    }));
    decide.mockResolvedValueOnce({ result: 'created', writes: [absentFirst] });
    const pauses: number[] = [];
    const pause = async (attempt: number) => void pauses.push(attempt);
    await expect(writeOptimistically(table, pause, decide)).resolves.toBe('added');
    expect(pauses).toEqual([1]);
    expect(await table.get(key)).toMatchObject({ revision: 2 });
  });

  it('writes nothing when there is nothing to do', async () => {
    const table = new MemoryItemTable();
    await expect(writeOptimistically(table, jitteredPause, async () => ({ result: 7, writes: [] }))).resolves.toBe(7);
    expect(table.items()).toEqual([]);
  });

  it('gives up after twelve lost races', async () => {
    const table = new MemoryItemTable();
    await table.write([absentFirst]);
    const decide = vi.fn(async () => ({ result: undefined, writes: [absentFirst] }));
    await expect(writeOptimistically(table, async () => {}, decide)).rejects.toMatchObject({ name: 'ConflictError' });
    expect(decide).toHaveBeenCalledTimes(12);
  });
});
