/** One visit of a workflow to one of its task states; times are milliseconds since 1970. */
export interface StepVisit {
  readonly state: string;
  readonly enteredAt: number;
  /** Absent while the step runs. */
  readonly exitedAt?: number;
  /** Whether an attempt succeeded; a step left without success was caught or ended the execution. */
  readonly succeeded: boolean;
  /** Attempts that failed so far; the workflow may have retried them. */
  readonly failures: readonly { readonly error: string; readonly cause: string }[];
}

export interface ExecutionProgress {
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
  readonly startedAt: number;
  readonly stoppedAt?: number;
  /** In the order in which they were entered. */
  readonly steps: readonly StepVisit[];
  /** What the execution returned, once it has succeeded. */
  readonly output?: unknown;
}

/** Looks at executions of one workflow from outside. */
export interface ExecutionHistory {
  /** @returns undefined while there is no execution of that name */
  progress(name: string): Promise<ExecutionProgress | undefined>;
}
