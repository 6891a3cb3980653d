import { describe, expect, it } from 'vitest';
import { estimatedCost } from '#src/track/lambda-price.ts';
import { useOfThisMachine, useTogether } from '#src/track/step-use.ts';

describe('what steps took', () => {
  it('has the memory of the function, where there is one', () => {
    expect(useOfThisMachine(2, { AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '3008' })).toMatchObject({
      ...{ seconds: 2, memoryMb: 3008 },
    });
    expect(useOfThisMachine(2, {})).toEqual({ seconds: 2, processor: process.arch });
  });

  it('adds up, and costs as much as the parts do', () => {
    const parts = [1.5, 2, 4].map((seconds) => ({ seconds, memoryMb: 3008, processor: 'arm64' as const }));
    const together = useTogether(parts);
    expect(together).toEqual({ ...parts[0], seconds: 7.5, count: 3 });
    const apart = estimatedCost(Object.fromEntries(parts.map((part, index) => [index, part])));
    expect(estimatedCost({ RunTrial: together! })).toBeCloseTo(apart!, 15);
    expect(useTogether([])).toBeUndefined();
  });
});
