import type { z } from 'zod';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import type { MetricSink } from '#src/ports/metric-sink.ts';
import type { ModelRegistry } from '#src/ports/model-registry.ts';
import type { ProjectStore } from '#src/ports/project-store.ts';
import type { RunTracker } from '#src/ports/run-tracker.ts';
import type { Checkpoints } from '#src/train/learner.ts';

/** What a handler may touch besides its input; built once per container from the environment. */
export interface Dependencies {
  readonly artifacts: ArtifactStore;
  readonly registry: ModelRegistry;
  readonly runs: RunTracker;
  readonly projects: ProjectStore;
  readonly metrics: MetricSink;
  /** Seconds, of a clock that only goes forward. */
  readonly clock: () => number;
  /** Git commit or package version of the deployed code, for lineage. */
  readonly codeVersion: string;
  /** Where the machine may be taken away while it trains. */
  readonly checkpoints?: Checkpoints;
}

/** One Task state of a workflow: a name, two contracts and what happens between them. */
export interface Step<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly input: I;
  readonly output: O;
  readonly run: (input: z.output<I>, dependencies: Dependencies) => Promise<z.input<O>>;
  /** Whether it tells by itself what it took, as one of many in its run; default: the run's record has it by its name. */
  readonly tellsUse?: boolean;
}

export const defineStep = <I extends z.ZodType, O extends z.ZodType>(step: Step<I, O>): Step<I, O> => step;

/** Runs a step between its contracts: a bad event fails before the work, a bad result before the next state. */
export async function runStep<I extends z.ZodType, O extends z.ZodType>(
  { input, output, run }: Step<I, O>,
  event: unknown,
  dependencies: Dependencies,
): Promise<z.output<O>> {
  return output.parse(await run(input.parse(event), dependencies));
}
