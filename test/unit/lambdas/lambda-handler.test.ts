import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { RunContext } from '#src/contracts/run.ts';
import { InvalidDataError } from '#src/errors.ts';
import { memoryDependencies } from '#test/support/memory-ports.ts';

const context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'double',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:double',
  memoryLimitInMB: '512',
  awsRequestId: 'request-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 1000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
const run = { team: 'demo', project: 'wine', runId: 'wine-v1-0', version: 'v1' };
const runKeys = { step: 'Double', run: 'wine-v1-0', team: 'demo', project: 'wine' };

const double = defineStep({
  name: 'Double',
  input: z.object({ run: RunContext, value: z.number() }),
  output: z.object({ value: z.number().max(100) }),
  async run({ value }) {
    if (value === 13) throw new InvalidDataError('v1/data.csv row 3: 13 is not allowed');
    return { value: value * 2 };
  },
});

const LogLine = z.looseObject({ level: z.string(), message: z.string() });

describe('lambdaHandler', () => {
  const lines: z.infer<typeof LogLine>[] = [];
  const keep = (text: unknown): boolean => {
    lines.push(LogLine.parse(JSON.parse(String(text))));
    return true;
  };
  beforeEach(() => {
    lines.length = 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  });
  afterEach(() => vi.restoreAllMocks());

  it('answers with what the step returns, and logs one line before and one after', async () => {
    const handler = lambdaHandler(double, memoryDependencies);
    await expect(handler({ run, value: 4 }, context)).resolves.toEqual({ value: 8 });
    expect(lines).toMatchObject([
      { level: 'INFO', message: 'step started', function_request_id: 'request-1', ...runKeys },
      { level: 'INFO', message: 'step finished', milliseconds: expect.any(Number), ...runKeys },
    ]);
  });

  it('adds what the step took to the record of its run', async () => {
    const dependencies = memoryDependencies();
    const claim = { run, fingerprint: 'f'.repeat(64), startedAt: '2026-01-01T00:00:00.000Z', olderVersions: [] };
    await dependencies.runs.claim(claim);
    const earlier = { seconds: 1, memoryMb: 256, processor: 'arm64' } as const;
    await dependencies.runs.update(run, { steps: { Earlier: earlier } });
    await lambdaHandler(double, () => dependencies)({ run, value: 4 }, context);
    const record = await dependencies.runs.get(run.team, run.project, run.runId);
    expect(record.steps).toEqual({
      Earlier: earlier,
      Double: { seconds: expect.any(Number), memoryMb: 512, processor: process.arch },
    });
  });

  it('leaves it to a step that tells by itself what it took', async () => {
    const dependencies = memoryDependencies();
    const update = vi.spyOn(dependencies.runs, 'update');
    await lambdaHandler({ ...double, tellsUse: true }, () => dependencies)({ run, value: 4 }, context);
    expect(update).not.toHaveBeenCalled();
  });

  it('does not fail a step that has done its work because its seconds cannot be kept', async () => {
    const dependencies = memoryDependencies();
    vi.spyOn(dependencies.runs, 'update').mockRejectedValue(new Error('no right to'));
    await expect(lambdaHandler(double, () => dependencies)({ run, value: 4 }, context)).resolves.toEqual({ value: 8 });
    expect(lines.at(-1)).toMatchObject({ level: 'WARN', message: 'the seconds of the step were not recorded' });
  });

  it("throws the step's error on as it is: its name is what the workflow matches", async () => {
    const failure = lambdaHandler(double, memoryDependencies)({ run, value: 13 }, context);
    await expect(failure).rejects.toBeInstanceOf(InvalidDataError);
    await expect(failure).rejects.toMatchObject({
      name: 'InvalidDataError',
      message: expect.stringContaining('row 3'),
    });
    expect(lines.at(-1)).toMatchObject({
      level: 'ERROR',
      message: 'step failed',
      error: { name: 'InvalidDataError', message: 'v1/data.csv row 3: 13 is not allowed' },
      ...runKeys,
    });
  });

  it('refuses an event or a result that breaks the contract', async () => {
    const handler = lambdaHandler(double, memoryDependencies);
    await expect(handler({ run, value: 'four' }, context)).rejects.toThrow('expected number');
    await expect(handler({ run, value: 99 }, context)).rejects.toThrow('Too big');
  });

  it('never logs the event itself', async () => {
    await lambdaHandler(double, memoryDependencies)({ run, value: 4, secret: 'S3CRET' }, context);
    expect(JSON.stringify(lines)).not.toContain('S3CRET');
  });

  it("forgets a run's keys before the next event", async () => {
    const handler = lambdaHandler(double, memoryDependencies);
    await handler({ run, value: 1 }, context);
    await expect(handler({}, context)).rejects.toThrow();
    expect(lines.at(-1)).not.toHaveProperty('run');
  });

  it('builds the dependencies once, with the first event', async () => {
    const build = vi.fn(memoryDependencies);
    const handler = lambdaHandler(double, build);
    expect(build).not.toHaveBeenCalled();
    await handler({ run, value: 1 }, context);
    await handler({ run, value: 2 }, context);
    expect(build).toHaveBeenCalledTimes(1);
  });
});
