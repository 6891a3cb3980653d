import type { Deployment } from '#src/aws/deployment.ts';
import type { ApiKeys } from '#src/ports/api-keys.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import type { ExecutionHistory } from '#src/ports/execution-history.ts';
import type { ModelRegistry } from '#src/ports/model-registry.ts';
import type { ProjectStore } from '#src/ports/project-store.ts';
import type { RunTracker } from '#src/ports/run-tracker.ts';
import type { Workflow } from '#src/ports/workflow.ts';
import type { EnvironmentName } from './environment-name.ts';

/** One deployed Driftloop, as the commands use it. */
export interface Cloud {
  readonly environment: EnvironmentName;
  readonly region: string;
  /** The emulator's address; absent on AWS. */
  readonly endpoint?: string | undefined;
  readonly deployment: Deployment;
  /** Base of the HTTP API, without a slash at its end. */
  readonly apiUrl: string;
  readonly artifacts: ArtifactStore;
  readonly projects: ProjectStore;
  readonly registry: ModelRegistry;
  readonly runs: RunTracker;
  readonly apiKeys: ApiKeys;
  readonly trainingRuns: ExecutionHistory;
  readonly batchWorkflow: Workflow;
  readonly batchRuns: ExecutionHistory;
}
