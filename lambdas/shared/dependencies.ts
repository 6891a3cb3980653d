import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { DynamoItemTable } from '#src/aws/dynamo-item-table.ts';
import { DynamoModelRegistry } from '#src/aws/dynamo-model-registry.ts';
import { DynamoProjectStore } from '#src/aws/dynamo-project-store.ts';
import { DynamoRunTracker } from '#src/aws/dynamo-run-tracker.ts';
import { EmfMetricSink } from '#src/aws/emf-metric-sink.ts';
import { S3ArtifactStore } from '#src/aws/s3-artifact-store.ts';
import { s3Client } from '#src/aws/s3-client.ts';
import type { Dependencies } from './step.ts';

const name = z.string().min(1);

const Environment = z.object({
  DATA_BUCKET: name,
  ARTIFACTS_BUCKET: name,
  CAPTURE_BUCKET: name,
  REGISTRY_TABLE: name,
  RUNS_TABLE: name,
  CODE_VERSION: name,
  /** Pinned: left to itself, the metrics library asks the network where it runs. */
  AWS_EMF_ENVIRONMENT: z.enum(['Lambda', 'Local']),
  /** Set by whoever runs against an emulator. */
  AWS_ENDPOINT_URL: z.url().optional(),
});

/**
 * Everything a handler may touch, from its function's environment variables.
 *
 * @throws ZodError naming the variables that are missing
 */
export function dependencies(env: NodeJS.ProcessEnv): Dependencies {
  const variables = Environment.parse(env);
  const dynamo = new DynamoDBClient({});
  const registryTable = new DynamoItemTable(variables.REGISTRY_TABLE, dynamo);
  const buckets = {
    data: variables.DATA_BUCKET,
    artifacts: variables.ARTIFACTS_BUCKET,
    capture: variables.CAPTURE_BUCKET,
  };
  return {
    artifacts: new S3ArtifactStore(buckets, s3Client({ endpoint: variables.AWS_ENDPOINT_URL })),
    registry: new DynamoModelRegistry(registryTable),
    runs: new DynamoRunTracker(new DynamoItemTable(variables.RUNS_TABLE, dynamo)),
    projects: new DynamoProjectStore(registryTable),
    metrics: new EmfMetricSink(),
    clock: () => performance.now() / 1000,
    codeVersion: variables.CODE_VERSION,
  };
}
