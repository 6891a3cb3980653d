import { describe, expect, it } from 'vitest';
import { SAGEMAKER_INSTANCES } from '#src/contracts/settings/compute.ts';
import { estimatedCost } from '#src/track/lambda-price.ts';
import { machineCost } from '#src/track/machine-price.ts';

const HOUR = 3600;

describe('what a training machine costs', () => {
  it('is, of a task, its processors and its memory by the hour', () => {
    const task = { seconds: HOUR / 2, taskCpus: 2, memoryMb: 16_384 };
    expect(machineCost({ ...task, processor: 'arm64' })).toBeCloseTo((2 * 0.03238 + 16 * 0.00356) / 2, 12);
    expect(machineCost({ ...task, processor: 'x64' })).toBeCloseTo((2 * 0.04048 + 16 * 0.004445) / 2, 12);
  });

  it('is, of a training job, what SageMaker bills, or all of its seconds where it does not say', () => {
    const job = { seconds: HOUR, instance: 'ml.m5.xlarge', processor: 'x64' } as const;
    expect(machineCost({ ...job, billedSeconds: HOUR / 10 })).toBeCloseTo(0.023, 12);
    expect(machineCost(job)).toBeCloseTo(0.23, 12);
  });

  it('is known of every instance that a project may ask for', () => {
    for (const instance of SAGEMAKER_INSTANCES.keys()) {
      expect(machineCost({ seconds: HOUR, instance, processor: 'x64' }), instance).toBeGreaterThan(0);
    }
  });

  it('is none of a function, and adds to what functions cost', () => {
    const gate = { seconds: 10, memoryMb: 1024, processor: 'arm64' } as const;
    const job = { seconds: 600, billedSeconds: 200, instance: 'ml.m5.large', processor: 'x64' } as const;
    expect(machineCost(gate)).toBeUndefined();
    const cost = estimatedCost({ Gate: gate, TrainOnSageMaker: job });
    expect(cost).toBeCloseTo(estimatedCost({ Gate: gate })! + machineCost(job)!, 15);
    expect(estimatedCost({ Train: { seconds: 5, processor: 'x64' } })).toBeUndefined();
  });
});
