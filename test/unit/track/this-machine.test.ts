import { expect, it } from 'vitest';
import { Machine } from '#src/contracts/training-record.ts';
import { thisMachine } from '#src/track/this-machine.ts';

it('has the memory of the function where it is one', () => {
  expect(thisMachine({})).not.toHaveProperty('lambdaMemoryMb');
  const inLambda = Machine.parse(thisMachine({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '3008' }));
  expect(inLambda.lambdaMemoryMb).toBe(3008);
});
