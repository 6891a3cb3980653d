import { randomUUID } from 'node:crypto';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { inject } from 'vitest';
import { z } from 'zod';
import { eventually } from './deployed-cloud.ts';

/** What a mocked task gives back or throws, as the emulator's mock configuration has it. */
export type Mocked =
  | { readonly Return: unknown }
  | { readonly Throw: { readonly Error: string; readonly Cause: string } };

const Definition = z.looseObject({ States: z.record(z.string(), z.looseObject({})) });

/** A workflow as it was deployed, with the role that it was given. */
interface Deployed {
  readonly definition: z.infer<typeof Definition>;
  readonly roleArn: string | undefined;
}

const workflows = () =>
  new SFNClient({
    endpoint: inject('endpoint'),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

export async function deployedWorkflow(stateMachineArn: string): Promise<Deployed> {
  const { definition = '', roleArn } = await workflows().send(new DescribeStateMachineCommand({ stateMachineArn }));
  return { definition: Definition.parse(JSON.parse(definition)), roleArn };
}

/**
 * Runs a workflow of the emulator whose tasks are all mocked, up to one of its states.
 *
 * @param lookAt - the state to end at: it is not run, but its arguments are evaluated
 * @returns those arguments, made by the emulator's own JSONata
 */
export async function argumentsOf(
  lookAt: string,
  { definition, roleArn }: Deployed,
  mocks: Readonly<Record<string, Mocked>>,
  input: unknown,
): Promise<unknown> {
  const client = workflows();
  const name = `mocked-${randomUUID()}`;
  const shown = { Type: 'Pass', Output: definition.States[lookAt]?.['Arguments'], End: true };
  const changed = { ...definition, States: { ...definition.States, [lookAt]: shown } };
  const created = new CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(changed) });
  const { stateMachineArn } = await client.send(created);
  await configure({
    StateMachines: { [name]: { TestCases: { Mocked: Object.fromEntries(Object.keys(mocks).map((at) => [at, at])) } } },
    MockedResponses: Object.fromEntries(Object.entries(mocks).map(([at, mocked]) => [at, { 0: mocked }])),
  });
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}#Mocked`, input: JSON.stringify(input) }),
  );
  const ended = await eventually(`${lookAt} to be reached`, async () => {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status !== 'RUNNING' && execution;
  });
  if (ended.status !== 'SUCCEEDED') throw new Error(`${ended.status}: ${ended.error}: ${ended.cause}`);
  return JSON.parse(ended.output ?? 'null');
}

/** Tells the emulator what mocked tasks give, and that no retry need wait. */
async function configure(mocks: object, waitScale = 0): Promise<void> {
  const { ok } = await fetch(`${inject('endpoint')}/_ministack/config`, {
    method: 'POST',
    body: JSON.stringify({ 'stepfunctions._sfn_mock_config': mocks, 'stepfunctions._SFN_WAIT_SCALE': waitScale }),
  });
  if (!ok) throw new Error('the emulator takes no mocks');
}

/** Leaves the emulator as it was. */
export const withoutMocks = (): Promise<void> => configure({}, 1);
