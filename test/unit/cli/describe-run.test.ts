import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { describeRun } from '#src/cli/describe-run.ts';
import { createOutput } from '#src/cli/output.ts';
import type { RunRecord, StepUse } from '#src/contracts/run.ts';

const out = createOutput(new PassThrough(), new PassThrough(), false);
const gate: StepUse = { seconds: 10, memoryMb: 1024, processor: 'arm64' };
const run = (steps: RunRecord['steps']): RunRecord => ({
  ...{ id: 'wine-v1-0', team: 'demo', project: 'wine', dataVersion: 'v1', outcome: 'registered' },
  ...{ startedAt: '2026-01-01T00:00:00.000Z', artifacts: {}, steps },
});

describe('what a run says of its steps', () => {
  it.each([
    ['functions', { Gate: gate }, [/Gate +10/, /for its functions, estimated/]],
    [
      'a training job, with what SageMaker bills',
      { TrainOnSageMaker: { seconds: 300, billedSeconds: 90, instance: 'ml.m5.xlarge', processor: 'x64' }, Gate: gate },
      [/TrainOnSageMaker .* on ml\.m5\.xlarge, .* of it billed/, /for its functions and its training job, estimated/],
    ],
    [
      'a task, with its size',
      { TrainOnFargate: { seconds: 300, taskCpus: 2, memoryMb: 16_384, processor: 'arm64' } },
      [/TrainOnFargate .* in a task of 2 processors and 16 GB/, /and its task \(at the price on demand\), estimated/],
    ],
  ] satisfies [string, NonNullable<RunRecord['steps']>, RegExp[]][])('names %s', (_, steps, expected) => {
    for (const text of expected) expect(describeRun(run(steps), out)).toMatch(text);
  });
});

describe('what a run says of its model', () => {
  it('names what a linear model reaches, if one was fitted', () => {
    const trained = { ...run({ Gate: gate }), metrics: { accuracy: 0.97 } };
    expect(describeRun(trained, out)).not.toContain('linear baseline');
    const compared = { ...trained, baselineMetrics: { accuracy: 0.9444 } };
    expect(describeRun(compared, out)).toMatch(/metrics +accuracy 0\.97\nlinear baseline +accuracy 0\.9444/);
  });
});
