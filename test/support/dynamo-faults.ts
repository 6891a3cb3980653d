import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** What goes wrong with one request to DynamoDB. */
export type DynamoFault = 'none' | 'answer lost' | 'transaction conflict';

/**
 * Makes requests that write fail, next to the network, where the SDK's own retries are already above: `answer lost`
 * is done by the table before the connection breaks.
 *
 * @returns how many faults happened so far
 */
export function injectFaults(client: DynamoDBClient, nextFault: () => DynamoFault): () => number {
  let happened = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const fault = isWrite(commandName) ? nextFault() : 'none';
        if (fault !== 'none') happened += 1;
        if (fault === 'transaction conflict') throw transactionConflict();
        const answer = await next(args);
        if (fault === 'answer lost') throw connectionReset();
        return answer;
      },
    { step: 'finalizeRequest', name: 'faults', priority: 'low' },
  );
  return () => happened;
}

const isWrite = (command = ''): boolean => /^(TransactWrite|Put)/.test(command);

const connectionReset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

const transactionConflict = () =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: {},
    CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
  });
