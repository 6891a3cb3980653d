import { PassThrough } from 'node:stream';
import type { Deployment } from '#src/aws/deployment.ts';
import type { Cloud } from '#src/cli/cloud.ts';
import { createOutput } from '#src/cli/output.ts';
import { runProgram } from '#src/cli/run-cli.ts';
import type { ExecutionHistory, ExecutionProgress } from '#src/ports/execution-history.ts';
import type { Workflow } from '#src/ports/workflow.ts';
import { MemoryArtifactStore, MemoryModelRegistry, MemoryProjectStore, MemoryRunTracker } from './memory-ports.ts';

const deployment: Deployment = {
  DataBucketName: 'the-data',
  ArtifactsBucketName: 'the-artifacts',
  CaptureBucketName: 'the-capture',
  AlertTopicArn: 'arn:aws:sns:eu-central-1:1:alerts',
  RegistryTableName: 'the-registry',
  RunsTableName: 'the-runs',
  TrainingStateMachineArn: 'arn:aws:states:eu-central-1:1:stateMachine:training',
  BatchStateMachineArn: 'arn:aws:states:eu-central-1:1:stateMachine:batch',
  ApiUrl: 'https://api.example/v1',
  RestApiId: 'api',
  ApiStageName: 'v1',
  DefaultApiKeyId: 'key-id',
  UsagePlanId: 'plan',
  DashboardUrl: 'https://dashboard.example',
};

/** Executions as a test tells them: each look sees the next state of affairs, and the last one from then on. */
export class ScriptedHistory implements ExecutionHistory {
  readonly #looks: (ExecutionProgress | undefined)[];

  constructor(looks: readonly (ExecutionProgress | undefined)[] = [undefined]) {
    this.#looks = [...looks];
  }

  async progress(): Promise<ExecutionProgress | undefined> {
    return this.#looks.length > 1 ? this.#looks.shift() : this.#looks[0];
  }
}

class StartedExecutions implements Workflow {
  readonly started: { name: string; input: unknown }[] = [];

  async start(name: string, input: unknown): Promise<'started'> {
    this.started.push({ name, input });
    return 'started';
  }
}

/** A cloud on ports in memory. */
export const memoryCloud = () =>
  ({
    environment: 'local',
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:9',
    deployment,
    apiUrl: 'http://127.0.0.1:9/api',
    artifacts: new MemoryArtifactStore(),
    projects: new MemoryProjectStore(),
    registry: new MemoryModelRegistry(),
    runs: new MemoryRunTracker(),
    apiKeys: { defaultKey: async () => 'the-key' },
    trainingRuns: new ScriptedHistory(),
    batchWorkflow: new StartedExecutions(),
    batchRuns: new ScriptedHistory(),
  }) satisfies Cloud;

export interface CommandRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line on a cloud, or without one, at the first second of 2026. */
export async function runCommand(
  args: readonly string[],
  connect: () => Promise<Cloud>,
  stdin = '',
): Promise<CommandRun> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const cli = {
    output: ({ json }: { json?: boolean }) => createOutput(stdout, stderr, json === true),
    connect,
    now: () => Date.UTC(2026, 0, 1),
    readStdin: async () => stdin,
  };
  const exitCode = await runProgram(args, cli, { stdout, stderr });
  return { exitCode, stdout: textOf(stdout), stderr: textOf(stderr) };
}

const textOf = (stream: PassThrough) => String(stream.read() ?? '');
