import type { ItemKey, ItemTable, ItemWrite, StoredItem } from '#src/aws/item-table.ts';
import type { MemoryItemTable } from './memory-item-table.ts';

/** What goes wrong with a write: its request never arrives, or it is done and the answer never arrives. */
export type Fault = 'none' | 'request lost' | 'answer lost';

export class LostError extends Error {
  override readonly name = 'LostError';
}

export interface Interleaving {
  /** Resolves when it is this call's turn. */
  readonly turn: () => Promise<unknown>;
  readonly nextFault: () => Fault;
  /** Called after each write. */
  readonly onWrite: () => void;
}

/** A table whose calls happen in an order chosen from outside, and whose writes fail as networks do. */
export class FaultyItemTable implements ItemTable {
  readonly #inner: MemoryItemTable;
  readonly #interleaving: Interleaving;

  constructor(inner: MemoryItemTable, interleaving: Interleaving) {
    this.#inner = inner;
    this.#interleaving = interleaving;
  }

  async get(key: ItemKey): Promise<StoredItem | undefined> {
    await this.#interleaving.turn();
    return this.#inner.get(key);
  }

  /** Item by item: a query is no snapshot. */
  async query(pk: string, skPrefix: string): Promise<readonly StoredItem[]> {
    const items: StoredItem[] = [];
    for (const { key } of await this.#inner.query(pk, skPrefix)) {
      const item = await this.get(key);
      if (item) items.push(item);
    }
    return items;
  }

  async write(writes: readonly ItemWrite[]): Promise<boolean> {
    await this.#interleaving.turn();
    const fault = this.#interleaving.nextFault();
    if (fault === 'request lost') throw new LostError('the request was lost');
    const written = await this.#inner.write(writes);
    this.#interleaving.onWrite();
    if (fault === 'answer lost') throw new LostError('the answer was lost');
    return written;
  }
}
