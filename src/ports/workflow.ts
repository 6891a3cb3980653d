/** Starts executions of one workflow. */
export interface Workflow {
  /** Starts an execution under a name that can be used once; a second start under it changes nothing. */
  start(name: string, input: unknown): Promise<'started' | 'already_started'>;
}
