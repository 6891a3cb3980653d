/** Where an item lives; table-keys.ts lists all of them. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export interface StoredItem {
  readonly key: ItemKey;
  /** Grows by one with every write; what a writer read, it names again when it writes. */
  readonly revision: number;
  /** The attributes, for zod to parse. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** One item of a transaction, replaced as a whole. */
export interface ItemWrite {
  readonly key: ItemKey;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The item as it was read; undefined: there must be none. Otherwise the transaction does not happen. */
  readonly replaces: StoredItem | undefined;
}

/**
 * A table under `pk` and `sk`, reduced to what exactly-one-Production and one-run-at-a-time need: consistent reads, and
 * writes that happen all together or not at all, only if nothing they are based on has changed.
 */
export interface ItemTable {
  get(key: ItemKey): Promise<StoredItem | undefined>;
  /** The items of a partition whose `sk` begins so, in its order. */
  query(pk: string, skPrefix: string): Promise<readonly StoredItem[]>;
  /** @returns false when an item was no longer as it had been read; nothing is written then */
  write(writes: readonly ItemWrite[]): Promise<boolean>;
}
