import { randomUUID } from 'node:crypto';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { waitUntil } from '#localstack/process-table.ts';

/** What localstack/README.md promises of the emulator where MiniStack alone behaves otherwise. */

const handlers = {
  Throws: 'exports.handler = async () => { const e = new Error("no luck"); e.name = "ProjectBusyError"; throw e; };',
  Dies: 'exports.handler = async () => { process.kill(process.pid, "SIGKILL"); await new Promise(() => {}); };',
  Sleeps: 'exports.handler = () => new Promise((resolve) => setTimeout(resolve, 30_000));',
  Counts: `let calls = 0;
    exports.handler = async ({ fail }) => { calls += 1; if (fail) throw new Error("no luck"); return calls; };`,
  Trespasses: `const { DynamoDBClient, ListTablesCommand } = require('@aws-sdk/client-dynamodb');
    exports.handler = async () => new DynamoDBClient({}).send(new ListTablesCommand({}));`,
  Measures: `exports.handler = async () => {
    const Metrics = [{ Name: 'Measured', Unit: 'Count' }];
    const CloudWatchMetrics = [{ Namespace: 'Behaviour', Dimensions: [['step']], Metrics }];
    console.log(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics }, step: 'probe', Measured: 7 }));
  };`,
};
type Handler = keyof typeof handlers;

const role = (service: string, statement: readonly object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies: statement.length === 0 ? [] : [{ PolicyName: 'Own', PolicyDocument: { Statement: statement } }],
  },
});

const arn = (resource: string) => ({ 'Fn::GetAtt': [resource, 'Arn'] });

const template = {
  Resources: {
    WorkflowRole: role('states.amazonaws.com', [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }]),
    PowerlessRole: role('lambda.amazonaws.com', []),
    ...Object.fromEntries(
      Object.entries(handlers).map(([name, code]) => [
        name,
        {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            Timeout: 1,
            Role: arn('PowerlessRole'),
            Code: { ZipFile: code },
          },
        },
      ]),
    ),
  },
  Outputs: Object.fromEntries(['WorkflowRole', ...Object.keys(handlers)].map((name) => [name, { Value: arn(name) }])),
};

const client = () => ({
  endpoint: inject('endpoint'),
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const outputs: Record<string, string> = {};
let stepFunctions: SFNClient;

beforeAll(async () => {
  stepFunctions = new SFNClient(client());
  const cloudFormation = new CloudFormationClient(client());
  const StackName = `behaviour-${randomUUID()}`;
  const TemplateBody = JSON.stringify(template);
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
  await waitUntilStackCreateComplete({ client: cloudFormation, maxWaitTime: 60, minDelay: 1 }, { StackName });
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
  for (const { OutputKey, OutputValue } of Stacks?.[0]?.Outputs ?? []) outputs[OutputKey ?? ''] = OutputValue ?? '';
});

const invoke = (handler: Handler, more: object = {}) => ({
  Type: 'Task',
  Resource: outputs[handler],
  End: true,
  Arguments: {},
  ...more,
});

/** Runs a workflow of these states to its end, the first one first. */
async function execute(states: Record<string, object>): Promise<DescribeExecutionCommandOutput> {
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });
  const machine = { name: randomUUID(), roleArn: outputs['WorkflowRole'], definition };
  const { stateMachineArn } = await stepFunctions.send(new CreateStateMachineCommand(machine));
  const { executionArn } = await stepFunctions.send(new StartExecutionCommand({ stateMachineArn, input: '{}' }));
  let execution: DescribeExecutionCommandOutput | undefined;
  await waitUntil(async () => {
    execution = await stepFunctions.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status !== 'RUNNING';
  }, 30_000);
  if (!execution) throw new Error(`${executionArn} cannot be described`);
  return execution;
}

test("an error's name is what the handler gave it", async () => {
  expect(await execute({ Call: invoke('Throws') })).toMatchObject({ status: 'FAILED', error: 'ProjectBusyError' });
});

test('a process that dies is Runtime.ExitError, one that takes too long Sandbox.Timedout', async () => {
  expect(await execute({ Call: invoke('Dies') })).toMatchObject({ error: 'Runtime.ExitError' });
  expect(await execute({ Call: invoke('Sleeps') })).toMatchObject({ error: 'Sandbox.Timedout' });
});

test('a handler that throws keeps its execution environment', async () => {
  const caught = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Again' }], Arguments: { fail: true } };
  const { output } = await execute({ First: invoke('Counts', caught), Again: invoke('Counts') });
  expect(output).toBe('2');
});

test('a retrier waits no longer than MaxDelaySeconds', async () => {
  const Retry = [{ ErrorEquals: ['ProjectBusyError'], IntervalSeconds: 60, MaxAttempts: 2, MaxDelaySeconds: 1 }];
  const { executionArn, status } = await execute({ Call: invoke('Throws', { Retry }) });
  expect(status).toBe('FAILED');
  const { events } = await stepFunctions.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.filter(({ type }) => type === 'TaskFailed')).toHaveLength(3);
});

test('a Lambda may do what its role allows and nothing else', async () => {
  const { error, cause } = await execute({ Call: invoke('Trespasses') });
  expect(error).toContain('AccessDenied');
  expect(z.object({ errorMessage: z.string() }).parse(JSON.parse(cause ?? '')).errorMessage).toContain(
    'not authorized to perform: dynamodb:ListTables',
  );
});

test('metrics embedded in a log become CloudWatch metrics', async () => {
  await execute({ Call: invoke('Measures') });
  const response = await fetch(inject('endpoint'), {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/monitoring/aws4_request',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ Action: 'ListMetrics', Namespace: 'Behaviour', Version: '2010-08-01' }),
  });
  const listed = await response.text();
  expect(listed).toContain('<MetricName>Measured</MetricName>');
  expect(listed).toContain('<Value>probe</Value>');
});
