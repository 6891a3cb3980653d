import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  ExecutionDoesNotExist,
  type HistoryEvent,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { ExecutionHistory, ExecutionProgress, StepVisit } from '#src/ports/execution-history.ts';

/** What Step Functions keeps of a standard workflow's executions, 90 days long. */
export class StepFunctionsHistory implements ExecutionHistory {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;

  constructor(stateMachineArn: string, client: SFNClient) {
    this.#stateMachineArn = stateMachineArn;
    this.#client = client;
  }

  async progress(name: string): Promise<ExecutionProgress | undefined> {
    const executionArn = `${this.#stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const execution = await describe(this.#client, executionArn);
    if (!execution) return undefined;
    const events: HistoryEvent[] = [];
    for await (const page of paginateGetExecutionHistory({ client: this.#client, pageSize: 1000 }, { executionArn })) {
      events.push(...(page.events ?? []));
    }
    return progressOf(execution, events);
  }
}

async function describe(client: SFNClient, executionArn: string) {
  try {
    return await client.send(new DescribeExecutionCommand({ executionArn }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}

function progressOf(execution: DescribeExecutionCommandOutput, events: readonly HistoryEvent[]): ExecutionProgress {
  return {
    status: execution.status ?? 'RUNNING',
    startedAt: execution.startDate?.getTime() ?? 0,
    ...(execution.stopDate && { stoppedAt: execution.stopDate.getTime() }),
    steps: stepVisits(events),
    ...(execution.output !== undefined && { output: JSON.parse(execution.output) }),
  };
}

const ENTRIES: readonly (string | undefined)[] = ['TaskStateEntered', 'MapStateEntered'];

/** Folds a history, in its own order, into the visits of task states and of maps over items. */
export function stepVisits(events: readonly HistoryEvent[]): StepVisit[] {
  const visits: StepVisit[] = [];
  for (const event of events) {
    const time = event.timestamp?.getTime() ?? 0;
    const open = visits.findLastIndex(({ exitedAt }) => exitedAt === undefined);
    const visit = visits[open];
    if (ENTRIES.includes(event.type)) {
      visits.push({
        state: event.stateEnteredEventDetails?.name ?? '',
        enteredAt: time,
        succeeded: false,
        failures: [],
      });
    } else if (visit) {
      visits[open] = continued(visit, event, time);
    }
  }
  return visits;
}

/** Events that end a step, its own exit or the whole execution's. */
const ENDINGS: readonly (string | undefined)[] = [
  'TaskStateExited',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
];

function continued(visit: StepVisit, event: HistoryEvent, time: number): StepVisit {
  // A map's items have histories of their own; what the map says of itself is only that one failed.
  if (event.type === 'MapStateExited') return { ...visit, exitedAt: time, succeeded: visit.failures.length === 0 };
  if (ENDINGS.includes(event.type)) return { ...visit, exitedAt: time };
  if (event.type === 'TaskSucceeded' || event.type === 'LambdaFunctionSucceeded') return { ...visit, succeeded: true };
  const failure = failureOf(event);
  return failure ? { ...visit, failures: [...visit.failures, failure] } : visit;
}

/** A failed attempt goes by another event type for each way of calling a Lambda or a service. */
function failureOf(event: HistoryEvent) {
  const details =
    event.mapRunFailedEventDetails ??
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.lambdaFunctionFailedEventDetails ??
    event.lambdaFunctionTimedOutEventDetails;
  return details && { error: details.error ?? 'States.TaskFailed', cause: details.cause ?? '' };
}
