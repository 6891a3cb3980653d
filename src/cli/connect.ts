import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { readLocalCloud } from '#localstack/local-cloud.ts';
import { ApiGatewayKeys } from '#src/aws/api-gateway-keys.ts';
import { type Deployment, describeDeployment } from '#src/aws/deployment.ts';
import { DynamoItemTable } from '#src/aws/dynamo-item-table.ts';
import { DynamoModelRegistry } from '#src/aws/dynamo-model-registry.ts';
import { DynamoProjectStore } from '#src/aws/dynamo-project-store.ts';
import { DynamoRunTracker } from '#src/aws/dynamo-run-tracker.ts';
import { S3ArtifactStore } from '#src/aws/s3-artifact-store.ts';
import { s3Client } from '#src/aws/s3-client.ts';
import { StepFunctionsHistory } from '#src/aws/step-functions-history.ts';
import { StepFunctionsWorkflow } from '#src/aws/step-functions-workflow.ts';
import { type AwsSession, chooseSession, NO_LOCAL_CLOUD } from './aws-session.ts';
import type { GlobalOptions } from './cli.ts';
import type { Cloud } from './cloud.ts';
import type { EnvironmentName } from './environment-name.ts';
import { NoCloudError } from './no-cloud-error.ts';

/**
 * Finds what is deployed in an environment and builds the ports on it.
 *
 * @throws NoCloudError when nothing is, or the local cloud does not answer
 */
export async function connect({ env: environment }: Pick<GlobalOptions, 'env'>): Promise<Cloud> {
  const session = chooseSession({ environment, variables: process.env, localCloud: readLocalCloud });
  const cloudFormation = new CloudFormationClient(session);
  const deployment = await describeDeployment(cloudFormation, environment).catch((error: unknown) => {
    throw isUnreachable(error) && session.endpoint ? unreachable(session.endpoint, error) : error;
  });
  if (!deployment) throw notDeployed(environment, session);
  return cloudOn(deployment, environment, { ...session, region: await cloudFormation.config.region() });
}

function cloudOn(
  deployment: Deployment,
  environment: EnvironmentName,
  session: AwsSession & { readonly region: string },
): Cloud {
  const { DataBucketName: data, ArtifactsBucketName: artifacts, CaptureBucketName: capture } = deployment;
  const dynamo = new DynamoDBClient(session);
  const registryTable = new DynamoItemTable(deployment.RegistryTableName, dynamo);
  const stepFunctions = new SFNClient(session);
  return {
    environment,
    region: session.region,
    endpoint: session.endpoint,
    deployment,
    apiUrl: apiUrlOf(deployment, session.endpoint),
    artifacts: new S3ArtifactStore({ data, artifacts, capture }, s3Client(session)),
    projects: new DynamoProjectStore(registryTable),
    registry: new DynamoModelRegistry(registryTable),
    runs: new DynamoRunTracker(new DynamoItemTable(deployment.RunsTableName, dynamo)),
    apiKeys: new ApiGatewayKeys(deployment.DefaultApiKeyId, new APIGatewayClient(session)),
    trainingRuns: new StepFunctionsHistory(deployment.TrainingStateMachineArn, stepFunctions),
    batchWorkflow: new StepFunctionsWorkflow(deployment.BatchStateMachineArn, stepFunctions),
    batchRuns: new StepFunctionsHistory(deployment.BatchStateMachineArn, stepFunctions),
  };
}

/** The host name that the template composes exists on AWS only; emulators answer under a path of their own. */
const apiUrlOf = ({ ApiUrl, RestApiId, ApiStageName }: Deployment, endpoint: string | undefined): string =>
  endpoint ? `${endpoint.replace(/\/+$/, '')}/_aws/execute-api/${RestApiId}/${ApiStageName}` : ApiUrl;

const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'].includes(String(error.code));

function unreachable(endpoint: string, cause: unknown): NoCloudError {
  return new NoCloudError(`nothing answers at ${endpoint}: ${NO_LOCAL_CLOUD}`, { cause });
}

function notDeployed(environment: EnvironmentName, { endpoint }: AwsSession): NoCloudError {
  return environment === 'local'
    ? new NoCloudError(`nothing is deployed at ${endpoint} yet: run \`driftloop up\``)
    : new NoCloudError(
        `environment ${environment} is not deployed: run \`npx cdk deploy --all -c env=${environment}\``,
      );
}
