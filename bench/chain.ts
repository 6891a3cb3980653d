import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { withEmulator } from './bench-emulator.ts';
import { chainTemplate } from './chain-template.ts';
import { median } from './median.ts';
import { metaflowSeconds } from './metaflow.ts';

const WARM_UPS = 3;
const ROUNDS = 20;
const PEER_ROUNDS = 3;
/** Steps on the workflow's longest branch that succeeds. */
const STEPS = 9;

/** The workflow's own overhead on the local cloud: nine warm steps doing nothing, beside Metaflow's. */
export async function benchChain(): Promise<string> {
  const ours = await withEmulator(async (client) => {
    const stateMachineArn = await deployChain(new CloudFormationClient(client));
    const sfn = new SFNClient(client);
    for (let round = 0; round < WARM_UPS; round++) await runOnce(sfn, stateMachineArn);
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) seconds.push(await runOnce(sfn, stateMachineArn));
    return median(seconds);
  });
  const metaflow = median(await metaflowSeconds(PEER_ROUNDS));
  return [
    `chain of nine trivial steps on the local cloud (emulator), median of ${ROUNDS}: ${ours.toFixed(3)} s`,
    `Metaflow, nine trivial steps, median of ${PEER_ROUNDS}: ${metaflow.toFixed(2)} s`,
    `ratio: ${(ours / metaflow).toPrecision(2)}`,
  ].join('\n');
}

async function deployChain(cloudFormation: CloudFormationClient): Promise<string> {
  const StackName = 'bench-chain';
  await cloudFormation.send(
    new CreateStackCommand({ StackName, TemplateBody: chainTemplate(), Capabilities: ['CAPABILITY_IAM'] }),
  );
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const stack = Stacks?.[0];
    if (stack?.StackStatus === 'CREATE_COMPLETE') return stack.Outputs?.[0]?.OutputValue ?? '';
    if (!stack?.StackStatus?.endsWith('IN_PROGRESS')) throw new Error(`${StackName}: ${stack?.StackStatusReason}`);
    await sleep(50);
  }
}

/** Seconds from the start of an execution to its end, by the workflow engine's own clock. */
async function runOnce(sfn: SFNClient, stateMachineArn: string): Promise<number> {
  const run = { team: 'bench', project: 'chain', runId: 'chain-v2-0', version: 'v2' };
  const input = JSON.stringify({ run, fingerprint: '0'.repeat(64) });
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
  for (;;) {
    const { status, startDate, stopDate, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED' && startDate && stopDate) {
      await requireAllSteps(sfn, executionArn);
      return (stopDate.getTime() - startDate.getTime()) / 1000;
    }
    if (status !== 'RUNNING') throw new Error(`the chain ended as ${status}: ${cause}`);
    await sleep(20);
  }
}

/** A shortcut through the workflow would make a fine figure of nothing. */
async function requireAllSteps(sfn: SFNClient, executionArn: string | undefined): Promise<void> {
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  const steps = events.filter(({ type }) => type === 'TaskSucceeded').length;
  if (steps !== STEPS) throw new Error(`the chain took ${steps} steps, not ${STEPS}`);
}
