import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { StackToDeploy } from './cloud-assembly.ts';

/** A stack whose creation failed can only be deleted. */
const beyondRepair = ['CREATE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'REVIEW_IN_PROGRESS'];

export type Change = 'created' | 'updated' | 'unchanged';

/**
 * Creates or updates one stack and waits for it.
 *
 * @param templateUrl where CloudFormation itself can read the template
 * @throws Error with the reason of every resource that failed
 */
export async function deployStack(
  client: CloudFormationClient,
  stack: StackToDeploy,
  templateUrl: string,
): Promise<Change> {
  const present = await settled(client, stack.name);
  if (present && beyondRepair.includes(present.StackStatus ?? '')) {
    await client.send(new DeleteStackCommand({ StackName: stack.name }));
    await settled(client, stack.name);
    return deployStack(client, stack, templateUrl);
  }
  const since = new Date();
  const input = {
    StackName: stack.name,
    TemplateURL: templateUrl,
    Capabilities: ['CAPABILITY_IAM' as const, 'CAPABILITY_NAMED_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const],
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
  };
  if (present) {
    const changes = await client.send(new UpdateStackCommand(input)).then(() => true, noUpdates);
    if (!changes) return 'unchanged';
  } else {
    const { terminationProtection: EnableTerminationProtection } = stack;
    await client.send(new CreateStackCommand({ ...input, EnableTerminationProtection }));
  }
  const after = await settled(client, stack.name);
  if (after?.StackStatus !== (present ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE')) {
    throw new Error(`${stack.name} is ${after?.StackStatus}:\n${await failures(client, stack.name, since)}`);
  }
  return present ? 'updated' : 'created';
}

/** CloudFormation has no error of its own for either case; the message is what tells them apart. */
const isValidationError = (error: unknown, sign: RegExp): boolean =>
  error instanceof Error && error.name === 'ValidationError' && sign.test(error.message);

const noUpdates = (error: unknown): boolean => {
  if (!isValidationError(error, /No updates are to be performed/)) throw error;
  return false;
};

/** The stack once no operation is under way; undefined when there is none. */
async function settled(client: CloudFormationClient, StackName: string): Promise<Stack | undefined> {
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 3000)) {
    const stack = await describe(client, StackName);
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS') || stack.StackStatus === 'REVIEW_IN_PROGRESS') return stack;
    await sleep(pause);
  }
}

async function describe(client: CloudFormationClient, StackName: string): Promise<Stack | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks?.find(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
  } catch (error) {
    if (isValidationError(error, /does not exist/)) return undefined;
    throw error;
  }
}

async function failures(client: CloudFormationClient, StackName: string, since: Date): Promise<string> {
  const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName }));
  const failed = (StackEvents ?? []).filter(
    ({ ResourceStatus, Timestamp }) => ResourceStatus?.endsWith('FAILED') && Number(Timestamp) >= Number(since) - 1000,
  );
  const lines = failed.map(
    ({ LogicalResourceId, ResourceType, ResourceStatusReason }) =>
      `  ${LogicalResourceId} (${ResourceType}): ${ResourceStatusReason}`,
  );
  return lines.reverse().join('\n') || '  no resource gave a reason';
}
