import { describe, expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { fargateSize } from '#src/contracts/settings/compute.ts';

const compute = (text: string) =>
  parseProjectFile(`project: wine\ntarget: target\ntask: binary\ntraining: { compute: ${text} }\n`).training.compute;

describe('training.compute', () => {
  it('is a word, or a size', () => {
    expect(compute('lambda')).toBe('lambda');
    expect(fargateSize(compute('fargate-spot'))).toEqual({ on: 'fargate-spot', cpu: 2, memoryGb: 16 });
    const size = { on: 'fargate-spot', cpu: 8, memoryGb: 32 };
    expect(fargateSize(compute('{ on: fargate-spot, cpu: 8, memoryGb: 32 }'))).toEqual(size);
    expect(fargateSize('lambda')).toBeUndefined();
  });

  it.each([
    ['ec2', /training\.compute: say lambda or fargate-spot/],
    ['{ on: fargate-spot, cpu: 3 }', /1, 2, 4, 8, 16 processors, not 3/],
    ['{ on: fargate-spot, cpu: 2, memoryGb: 32 }', /with 2 processors Fargate has 4 to 16 GB, not 32/],
    ['{ on: fargate-spot, cpu: 8, memoryGb: 17 }', /16 to 60 GB, in steps of 4, not 17/],
    ['{ on: fargate-spot, memory: 8 }', /training\.compute/],
  ])('%s is refused', (text, message) => {
    expect(() => compute(text)).toThrow(message);
  });
});
