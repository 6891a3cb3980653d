import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { RunContext } from '#src/contracts/run.ts';
import { dependencies } from './dependencies.ts';
import { logger } from './logger.ts';
import { recordUse } from './record-use.ts';
import { type Dependencies, runStep, type Step } from './step.ts';

/** Every step's input has the run in it; anything else may be missing while only the log line is written. */
const RunEvent = z.object({ run: RunContext });

/**
 * The Lambda entry point of a step: parses, runs, answers, and logs one line before and one after. What the step
 * throws is thrown on as it is: the workflow matches its name.
 *
 * @param build - called once per container, by its first event
 */
export function lambdaHandler<I extends z.ZodType, O extends z.ZodType>(
  step: Step<I, O>,
  build: () => Dependencies = () => dependencies(process.env),
): (event: unknown, context: Context) => Promise<z.output<O>> {
  let built: Dependencies | undefined;
  return async (event, context) => {
    logger.resetKeys();
    logger.addContext(context);
    logger.appendKeys({ step: step.name, ...runKeys(event) });
    logger.info('step started');
    const startedAt = performance.now();
    const milliseconds = () => Math.round(performance.now() - startedAt);
    try {
      built ??= build();
      const result = await runStep(step, event, built);
      const took = milliseconds();
      logger.info('step finished', { milliseconds: took });
      const { success, data } = RunEvent.safeParse(event);
      if (success && !step.tellsUse) {
        const use = { seconds: took / 1000, memoryMb: Number(context.memoryLimitInMB) };
        await recordUse(built.runs, data.run, step.name, use);
      }
      return result;
    } catch (error) {
      logger.error('step failed', { milliseconds: milliseconds(), error });
      throw error;
    }
  };
}

function runKeys(event: unknown): Record<string, string> {
  const { success, data } = RunEvent.safeParse(event);
  return success ? { run: data.run.runId, team: data.run.team, project: data.run.project } : {};
}
