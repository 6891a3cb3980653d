import { describe, expect, it } from 'vitest';
import { MemoryItemTable } from '#test/support/memory-item-table.ts';
import { MemoryModelRegistry } from '#test/support/memory-ports.ts';
import { newModel } from '#test/support/new-model.ts';

describe('DynamoModelRegistry', () => {
  it('does not promote over a version that became Production after it was asked', async () => {
    const registry = new MemoryModelRegistry();
    for (const run of ['a', 'b', 'c']) await registry.register(newModel(run));
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map((version) => registry.promoteToProduction('demo', 'wine', version)),
    );
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refusals).toHaveLength(2);
    const { version } = (await registry.production('demo', 'wine')) ?? {};
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining(`version ${version} became Production meanwhile`),
      });
    }
  });

  it('keeps an audit record of every change of Production', async () => {
    const table = new MemoryItemTable();
    const registry = new MemoryModelRegistry(table);
    for (const run of ['a', 'b']) await registry.register(newModel(run));
    for (const version of [1, 1, 2, 2]) await registry.promoteToProduction('demo', 'wine', version);
    expect((await table.query('PROJECT#demo#wine', 'AUDIT#')).map(({ attributes }) => attributes)).toEqual([
      { action: 'promote', version: 1, at: '1970-01-01T00:00:00.000Z' },
      { action: 'promote', version: 2, archived: 1, at: '1970-01-01T00:00:00.000Z' },
    ]);
  });

  it('refuses an item that is not a model version', async () => {
    const table = new MemoryItemTable();
    const registry = new MemoryModelRegistry(table);
    const { version } = await registry.register(newModel('a'));
    const [item] = await table.query('PROJECT#demo#wine', 'VERSION#');
    await table.write([
      { key: { pk: 'PROJECT#demo#wine', sk: 'VERSION#000000001' }, replaces: item, attributes: { version } },
    ]);
    await expect(registry.get('demo', 'wine', 1)).rejects.toThrow('stage');
  });
});
