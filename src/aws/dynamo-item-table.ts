import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { ItemKey, ItemTable, ItemWrite, StoredItem } from './item-table.ts';
import { jitteredPause, type Pause } from './optimistic-write.ts';

const Item = z.looseObject({ pk: z.string(), sk: z.string(), revision: z.int().positive() });

/** Reasons for which DynamoDB turns a whole transaction away that may well succeed a moment later. */
const TRANSIENT_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const ATTEMPTS = 12;

type ConditionalPut = ReturnType<typeof conditionalPut>;

/** A DynamoDB table. Reads are consistent; a write names the revision that it replaces. */
export class DynamoItemTable implements ItemTable {
  readonly #name: string;
  readonly #client: DynamoDBDocumentClient;
  readonly #pause: Pause;

  constructor(name: string, client: DynamoDBClient, pause: Pause = jitteredPause) {
    this.#name = name;
    this.#client = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true, allowImpreciseNumbers: true },
      unmarshallOptions: { wrapNumbers: Number }, // a metric of 1e20 is a number, not a bigint
    });
    this.#pause = pause;
  }

  async get({ pk, sk }: ItemKey): Promise<StoredItem | undefined> {
    const command = new GetCommand({ TableName: this.#name, Key: { pk, sk }, ConsistentRead: true });
    const { Item: item } = await this.#client.send(command);
    return item && parseItem(item);
  }

  async query(pk: string, skPrefix: string): Promise<readonly StoredItem[]> {
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#name,
        ConsistentRead: true,
        // DynamoDB refuses the empty prefix, which would mean the same as none.
        KeyConditionExpression: skPrefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk, ...(skPrefix && { ':prefix': skPrefix }) },
      },
    );
    const items: StoredItem[] = [];
    for await (const { Items = [] } of pages) items.push(...Items.map(parseItem));
    return items;
  }

  async write(writes: readonly ItemWrite[]): Promise<boolean> {
    const puts = writes.map((write) => conditionalPut(this.#name, write));
    const [only] = puts;
    return puts.length === 1 && only ? await this.#put(only) : await this.#transact(puts);
  }

  async #put(put: ConditionalPut): Promise<boolean> {
    try {
      await this.#client.send(new PutCommand(put));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Repeats are the same request under the same token, so one that did commit is not committed twice. */
  async #transact(puts: readonly ConditionalPut[]): Promise<boolean> {
    const TransactItems = puts.map((put) => ({ Put: put }));
    const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: randomUUID() });
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#client.send(command);
        return true;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === 'changed') return false;
        if (refusal !== 'transient' || attempt === ATTEMPTS) throw error;
        await this.#pause(attempt);
      }
    }
  }
}

function conditionalPut(TableName: string, { key, attributes, replaces }: ItemWrite) {
  return {
    TableName,
    Item: { ...attributes, ...key, revision: (replaces?.revision ?? 0) + 1 },
    ...(replaces
      ? { ConditionExpression: 'revision = :read', ExpressionAttributeValues: { ':read': replaces.revision } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  };
}

/** Why a transaction did not happen: an item had changed, or it met another one in the same moment. */
function refusalOf(error: unknown): 'changed' | 'transient' | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  if (reasons.includes('ConditionalCheckFailed')) return 'changed';
  return reasons.length > 0 && reasons.every((code) => TRANSIENT_REASONS.has(code)) ? 'transient' : undefined;
}

function parseItem(item: Record<string, unknown>): StoredItem {
  const { pk, sk, revision, ...attributes } = Item.parse(item);
  return { key: { pk, sk }, revision, attributes };
}
