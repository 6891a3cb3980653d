import { Command } from 'commander';
import { type Cli, optionsOf } from '../cli.ts';
import type { Cloud } from '../cloud.ts';
import { NoCloudError } from '../no-cloud-error.ts';
import { ReportedFailure } from '../reported-failure.ts';
import { formatFields } from '../table.ts';

export function statusCommand(cli: Cli): Command {
  return new Command('status')
    .description('say whether the cloud is ready, and where its parts are; exits with 1 when it is not')
    .action((_, command: Command) => status(cli, command));
}

async function status(cli: Cli, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  try {
    const found = await describeCloud(await cli.connect(options));
    out.result(found, () => statusText(found));
  } catch (error) {
    if (!(error instanceof NoCloudError)) throw error;
    out.result({ ready: false, environment: options.env, reason: error.message }, () => `not ready: ${error.message}`);
    throw new ReportedFailure('not ready');
  }
}

/** What `driftloop status --json` prints of a cloud that is ready. */
type CloudStatus = Awaited<ReturnType<typeof describeCloud>>;

/** Names and addresses of everything deployed; the key's value is told of the local cloud only. */
export async function describeCloud({ environment, endpoint, region, deployment, apiUrl, apiKeys }: Cloud) {
  return {
    ready: true,
    environment,
    endpoint: endpoint ?? null,
    region,
    apiUrl,
    buckets: {
      data: deployment.DataBucketName,
      artifacts: deployment.ArtifactsBucketName,
      capture: deployment.CaptureBucketName,
    },
    stateMachines: { training: deployment.TrainingStateMachineArn, batch: deployment.BatchStateMachineArn },
    tables: { registry: deployment.RegistryTableName, runs: deployment.RunsTableName },
    dashboardUrl: deployment.DashboardUrl,
    ...(environment === 'local' && { demoKey: await apiKeys.defaultKey() }),
  };
}

export const statusText = (found: CloudStatus): string =>
  formatFields([
    ['ready', `yes (${found.environment})`],
    ['endpoint', found.endpoint ?? 'AWS'],
    ['region', found.region],
    ['API', found.apiUrl],
    ['API key', found.demoKey],
    ['data bucket', found.buckets.data],
    ['artifacts bucket', found.buckets.artifacts],
    ['capture bucket', found.buckets.capture],
    ['training', found.stateMachines.training],
    ['batch', found.stateMachines.batch],
    ['registry table', found.tables.registry],
    ['runs table', found.tables.runs],
    ['dashboard', found.dashboardUrl],
  ]);
