import { describe, expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { machineOf } from '#src/contracts/settings/compute.ts';

const compute = (text: string) =>
  parseProjectFile(`project: wine\ntarget: target\ntask: binary\ntraining: { compute: ${text} }\n`).training.compute;

describe('training.compute', () => {
  it('is a word, or a size', () => {
    expect(compute('lambda')).toBe('lambda');
    expect(machineOf('lambda')).toEqual({ on: 'lambda' });
    expect(machineOf(compute('fargate-spot'))).toEqual({ on: 'fargate-spot', cpu: 2, memoryGb: 16 });
    const size = { on: 'fargate-spot', cpu: 8, memoryGb: 32 };
    expect(machineOf(compute('{ on: fargate-spot, cpu: 8, memoryGb: 32 }'))).toEqual(size);
    expect(machineOf(compute('sagemaker'))).toEqual({ on: 'sagemaker', instance: 'ml.m5.xlarge' });
    const instance = { on: 'sagemaker', instance: 'ml.m5.4xlarge' };
    expect(machineOf(compute('{ on: sagemaker, instance: ml.m5.4xlarge }'))).toEqual(instance);
  });

  it.each([
    ['ec2', /training\.compute: say lambda, fargate-spot or sagemaker/],
    ['{ on: sagemaker, instance: ml.p3.2xlarge }', /training\.compute\.instance: choose from ml\.m5\.large, /],
    ['{ on: sagemaker, cpu: 4 }', /training\.compute/],
    ['{ on: fargate-spot, cpu: 3 }', /1, 2, 4, 8, 16 processors, not 3/],
    ['{ on: fargate-spot, cpu: 2, memoryGb: 32 }', /with 2 processors Fargate has 4 to 16 GB, not 32/],
    ['{ on: fargate-spot, cpu: 8, memoryGb: 17 }', /16 to 60 GB, in steps of 4, not 17/],
    ['{ on: fargate-spot, memory: 8 }', /training\.compute/],
  ])('%s is refused', (text, message) => {
    expect(() => compute(text)).toThrow(message);
  });
});
