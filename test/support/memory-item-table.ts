import type { ItemKey, ItemTable, ItemWrite, StoredItem } from '#src/aws/item-table.ts';

/** A table in memory. Every call yields once before it looks, so that callers interleave as they do over a network. */
export class MemoryItemTable implements ItemTable {
  readonly #items = new Map<string, StoredItem>();

  /** Everything stored, by key. */
  items(): readonly StoredItem[] {
    return [...this.#items.values()].sort((a, b) => (nameOf(a.key) < nameOf(b.key) ? -1 : 1));
  }

  async get(key: ItemKey): Promise<StoredItem | undefined> {
    await Promise.resolve();
    return this.#items.get(nameOf(key));
  }

  async query(pk: string, skPrefix: string): Promise<readonly StoredItem[]> {
    await Promise.resolve();
    return [...this.#items.values()]
      .filter(({ key }) => key.pk === pk && key.sk.startsWith(skPrefix))
      .sort((a, b) => (a.key.sk < b.key.sk ? -1 : 1));
  }

  async write(writes: readonly ItemWrite[]): Promise<boolean> {
    await Promise.resolve();
    const current = ({ key, replaces }: ItemWrite) => this.#items.get(nameOf(key))?.revision === replaces?.revision;
    if (new Set(writes.map(({ key }) => nameOf(key))).size < writes.length) {
      throw new Error('a transaction may name an item once only');
    }
    if (!writes.every(current)) return false;
    for (const write of writes) this.#items.set(nameOf(write.key), stored(write));
    return true;
  }
}

const nameOf = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);

/** As DynamoDB keeps it: a copy, without undefined attributes. */
function stored({ key, replaces, attributes }: ItemWrite): StoredItem {
  return { key, revision: (replaces?.revision ?? 0) + 1, attributes: JSON.parse(JSON.stringify(attributes)) };
}
