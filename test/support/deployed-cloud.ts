import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { stackName } from '#src/aws/deployment.ts';
import { applyProject } from '#src/cli/actions/apply-project.ts';
import { connect } from '#src/cli/connect.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import type { RunRecord } from '#src/contracts/run.ts';

/** How long anything may take before a test gives up waiting for it. */
const PATIENCE = 60_000;

/** Waits for a condition, never for a time. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`gave up waiting for ${what}`);
    await sleep(50);
  }
}

/** What the test run's local cloud holds, seen with plain AWS clients and with our own ports. */
export async function deployedCloud() {
  const endpoint = inject('endpoint');
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  const aws = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const cloud = await connect({ env: 'local' });
  const s3 = new S3Client({ ...aws, forcePathStyle: true });

  const put = (key: string, body: Uint8Array | string) =>
    s3.send(new PutObjectCommand({ Bucket: cloud.deployment.DataBucketName, Key: key, Body: body }));

  const endedRun = (project: string, isIt: (run: RunRecord) => boolean): Promise<RunRecord> =>
    eventually(`a run of ${project} to end`, async () =>
      (await cloud.runs.list('demo', project)).find((run) => run.outcome !== 'running' && isIt(run)),
    );

  return {
    aws,
    cloud,
    put,
    endedRun,
    apply: (text: string) => applyProject(cloud, text, 'test.yaml', new Date().toISOString()),
    /** Uploads one file as a data version and waits for the run it starts. */
    async run(projectFile: string, version: string, body: Uint8Array | string): Promise<RunRecord> {
      const { team, project } = parseProjectFile(projectFile);
      const before = new Set((await cloud.runs.list(team, project)).map(({ id }) => id));
      await put(`${team}/${project}/raw/${version}.csv`, body);
      return endedRun(project, (run) => run.dataVersion === version && !before.has(run.id));
    },
    /** The real name of the function behind a step. */
    async functionNamed(part: string): Promise<string> {
      const client = new CloudFormationClient(aws);
      const command = new ListStackResourcesCommand({ StackName: stackName('local', 'pipeline') });
      const { StackResourceSummaries = [] } = await client.send(command);
      const found = StackResourceSummaries.find(
        ({ ResourceType, LogicalResourceId = '' }) =>
          ResourceType === 'AWS::Lambda::Function' && LogicalResourceId.includes(part),
      );
      if (!found?.PhysicalResourceId) throw new Error(`no function named after ${part}`);
      return found.PhysicalResourceId;
    },
    alerts: () => alertQueue(aws, cloud.deployment.AlertTopicArn),
  };
}

type AwsSettings = ConstructorParameters<typeof SNSClient>[0] & object;

/** Subscribes a queue to the alerts. */
async function alertQueue(aws: AwsSettings, TopicArn: string) {
  const sqs = new SQSClient(aws);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `alerts-${Date.now()}` }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const QueueArn = Attributes?.['QueueArn'];
  const Policy = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: QueueArn },
    ],
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const subscription = { TopicArn, Protocol: 'sqs', Endpoint: QueueArn };
  await new SNSClient(aws).send(new SubscribeCommand(subscription));
  return {
    /** The alert that speaks of something; alarms and other alerts are passed over. */
    about: (subject: string) =>
      eventually(`an alert about ${subject}`, async () => {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
        return Messages.find(({ Body = '' }) => Body.includes(subject))?.Body;
      }),
  };
}

/** A file of the example projects. */
export const example = (name: string): Promise<string> =>
  readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');
