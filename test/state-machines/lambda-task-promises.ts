import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { lambdaTasks } from './workflow-files.ts';

const kebab = (name: string) => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

/** What every state that runs one of our functions promises, in any workflow. */
export function itKeepsTheirPromises(tasks: ReturnType<typeof lambdaTasks>): void {
  it.each(tasks)('%s runs a function that exists', (_, { Resource = '' }) => {
    const name = /^\$\{(\w+)FunctionArn\}$/.exec(Resource)?.[1] ?? '';
    expect(existsSync(new URL(`../../lambdas/${kebab(name)}/handler.ts`, import.meta.url))).toBe(true);
  });

  it.each(tasks)('%s retries throttling with full jitter and a bounded delay', (_, { Retry = [] }) => {
    const retrier = Retry.find(({ ErrorEquals }) => ErrorEquals.includes('Lambda.TooManyRequestsException'));
    expect(retrier).toMatchObject({ JitterStrategy: 'FULL', MaxDelaySeconds: expect.any(Number) });
  });

  it.each(tasks)('%s has a timeout and a last resort', (_, { TimeoutSeconds, Catch = [] }) => {
    expect(TimeoutSeconds).toBeGreaterThan(0);
    expect(Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
  });
}
