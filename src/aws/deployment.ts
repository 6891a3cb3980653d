import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';

const STACKS = ['data', 'registry', 'pipeline', 'serving', 'monitoring'] as const;

/** What `cdk deploy` prints, all stacks together: the only place where names of deployed things come from. */
const Outputs = z.object({
  DataBucketName: z.string(),
  ArtifactsBucketName: z.string(),
  CaptureBucketName: z.string(),
  AlertTopicArn: z.string(),
  RegistryTableName: z.string(),
  RunsTableName: z.string(),
  TrainingStateMachineArn: z.string(),
  BatchStateMachineArn: z.string(),
  /** Without a slash at its end. */
  ApiUrl: z.string().transform((url) => url.replace(/\/+$/, '')),
  RestApiId: z.string(),
  ApiStageName: z.string(),
  DefaultApiKeyId: z.string(),
  UsagePlanId: z.string(),
  DashboardUrl: z.string(),
});

/** The names of everything that is deployed, by their output keys. */
export type Deployment = z.infer<typeof Outputs>;

/** The name of one stack of an environment. */
export const stackName = (environment: string, stack: (typeof STACKS)[number]): string =>
  `driftloop-${environment}-${stack}`;

/**
 * Looks up what is deployed.
 *
 * @returns undefined unless all stacks are there, with all their outputs
 */
export async function describeDeployment(
  client: CloudFormationClient,
  environment: string,
): Promise<Deployment | undefined> {
  const outputs = await Promise.all(STACKS.map((stack) => outputsOf(client, stackName(environment, stack))));
  const parsed = Outputs.safeParse(Object.assign({}, ...outputs));
  return parsed.success ? parsed.data : undefined;
}

async function outputsOf(client: CloudFormationClient, StackName: string): Promise<Record<string, string>> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const stack = Stacks?.find(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
    const outputs = stack?.Outputs ?? [];
    return Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']));
  } catch (error) {
    // CloudFormation has no error of its own for a stack that does not exist.
    if (error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message)) return {};
    throw error;
  }
}
