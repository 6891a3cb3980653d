import { expect, it } from 'vitest';
import type { FeaturePlan } from '#src/contracts/feature-plan.ts';
import { UntrainableDataError } from '#src/errors.ts';
import { requireMemory } from '#src/featurize/require-memory.ts';

const levels = Array.from({ length: 1000 }, (_, index) => `g${index}`);
const plan: FeaturePlan = {
  rawColumns: [
    { name: 'a', storage: 'float' },
    { name: 'g', storage: 'string' },
  ],
  steps: [
    { kind: 'numeric', feature: 'a', column: 'a' },
    { kind: 'onehot', column: 'g', levels, features: levels.map((level) => `g=${level}`) },
  ],
};

it('refuses features that the machine cannot hold, and names the column that makes most of them', () => {
  expect(() => requireMemory(plan, 1000, 2 ** 23)).not.toThrow();
  expect(() => requireMemory(plan, 2e6, 2 ** 33)).toThrow(UntrainableDataError);
  expect(() => requireMemory(plan, 2e6, 2 ** 33)).toThrow(
    '1001 features of 2000000 rows need at least 14.9 GB of memory and this machine has 8.0 GB: ' +
      'column "g" alone makes 1000, so encode it as native, ordinal or frequency',
  );
  expect(() => requireMemory({ ...plan, steps: plan.steps.slice(0, 1) }, 2e6, 100)).toThrow('fewer rows or columns');
});
