import { describe, expect, it } from 'vitest';
import { containerImage } from '#src/train/sagemaker/container.ts';

describe('containerImage', () => {
  it("is in the registry of the region's account", () => {
    expect(containerImage('us-west-2')).toBe('246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:3.0-5');
  });

  it('refuses a region of which no account is known', () => {
    const refusal = { name: 'TrainingMachineError', message: expect.stringMatching(/in mars-1: use fargate-spot/) };
    expect(() => containerImage('mars-1')).toThrow(expect.objectContaining(refusal));
  });
});
