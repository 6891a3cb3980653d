import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DynamoItemTable } from '#src/aws/dynamo-item-table.ts';
import type { ItemWrite } from '#src/aws/item-table.ts';

const Input = z.object({ ClientRequestToken: z.string().optional() });
const write = (sk: string): ItemWrite => ({ key: { pk: 'p', sk }, replaces: undefined, attributes: {} });
const two = [write('a'), write('b')];
const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: 'canceled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

/** A table whose network answers as scripted, with an error or (undefined) with success; keeps the requests' tokens. */
function scripted(...answers: readonly (Error | undefined)[]) {
  const tokens: (string | undefined)[] = [];
  const pauses: number[] = [];
  const client = new DynamoDBClient({ region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        const answer = answers[tokens.length];
        tokens.push(Input.parse(input).ClientRequestToken);
        if (answer) throw answer;
        return { response: {}, output: { $metadata: {} } };
      },
    { step: 'finalizeRequest', priority: 'low', name: 'script' },
  );
  const table = new DynamoItemTable('table', client, async (attempt) => void pauses.push(attempt));
  return { table, tokens, pauses };
}

describe('DynamoItemTable', () => {
  it('repeats a transaction that met another one, under the same token', async () => {
    const { table, tokens, pauses } = scripted(canceled('None', 'TransactionConflict'), canceled('ThrottlingError'));
    await expect(table.write(two)).resolves.toBe(true);
    expect(tokens).toHaveLength(3);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(tokens).size).toBe(1);
    expect(pauses).toEqual([1, 2]);
  });

  it('takes another token for another transaction', async () => {
    const { table, tokens } = scripted();
    await table.write(two);
    await table.write(two);
    expect(new Set(tokens).size).toBe(2);
  });

  it('gives up on a transaction that meets others twelve times', async () => {
    const { table, tokens } = scripted(...Array.from({ length: 12 }, () => canceled('TransactionConflict')));
    await expect(table.write(two)).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(tokens).toHaveLength(12);
  });

  it('says that an item had changed, without trying again', async () => {
    const { table, tokens } = scripted(canceled('TransactionConflict', 'ConditionalCheckFailed'));
    await expect(table.write(two)).resolves.toBe(false);
    expect(tokens).toHaveLength(1);
  });

  it('says the same of a single item, which needs no transaction', async () => {
    const { table, tokens } = scripted(new ConditionalCheckFailedException({ message: 'no', $metadata: {} }));
    await expect(table.write([write('a')])).resolves.toBe(false);
    expect(tokens).toEqual([undefined]);
  });

  it('throws what a repetition cannot cure', async () => {
    const { table, tokens } = scripted(canceled('None', 'ValidationError'));
    await expect(table.write(two)).rejects.toThrow('canceled');
    expect(tokens).toHaveLength(1);
  });
});
