import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lambdaTasks, readWorkflow, State, validateAsl } from './workflow-files.ts';

const { text, workflow } = readWorkflow('batch.asl.json');
const scoring = z
  .object({ ItemProcessor: z.object({ ProcessorConfig: z.unknown(), States: z.record(z.string(), State) }) })
  .parse(workflow.States['ScoreFiles']).ItemProcessor;
const items = lambdaTasks({ ...workflow, States: scoring.States });
const tasks = [...lambdaTasks(workflow), ...items];

const kebab = (name: string) => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

describe('batch workflow', () => {
  it('is valid Amazon States Language', () => {
    expect(validateAsl(text)).toEqual({ isValid: true, errors: [] });
  });

  it('lists, scores and records', () => {
    expect(tasks.map(([name]) => name)).toEqual([
      'ListBatchFiles',
      'RecordBatch',
      'RecordBatchFailure',
      'ScoreBatchFile',
    ]);
  });

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

  it('lets no file stop the others', () => {
    expect(scoring.ProcessorConfig).toMatchObject({ Mode: 'DISTRIBUTED' });
    expect(workflow.States['ScoreFiles']).toMatchObject({ ToleratedFailurePercentage: 100 });
    expect(scoring.States['Crashed']?.Type).toBe('Succeed');
  });

  it('alerts after every failure, even one that could not be recorded', () => {
    expect(workflow.States['RecordBatchFailure']).toMatchObject({ Next: 'Alert', Catch: [{ Next: 'Alert' }] });
    expect(workflow.States['Alert']?.Resource).toBe('arn:aws:states:::sns:publish');
  });
});
