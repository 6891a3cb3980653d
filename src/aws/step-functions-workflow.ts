import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Workflow } from '../ports/workflow.ts';

/** A Step Functions state machine; execution names are unique there for 90 days, which makes the start idempotent. */
export class StepFunctionsWorkflow implements Workflow {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  constructor(stateMachineArn: string, client: SFNClient = new SFNClient({})) {
    this.#stateMachineArn = stateMachineArn;
    this.#client = client;
  }

  async start(name: string, input: unknown): Promise<'started' | 'already_started'> {
    const command = new StartExecutionCommand({
      stateMachineArn: this.#stateMachineArn,
      name,
      input: JSON.stringify(input),
    });
    try {
      await this.#client.send(command);
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'already_started';
      throw error;
    }
  }
}
