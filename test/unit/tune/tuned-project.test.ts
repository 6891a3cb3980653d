import { expect, it } from 'vitest';
import type { Trial } from '#src/contracts/trial.ts';
import { tunedProject } from '#src/tune/tuned-project.ts';
import { projectOf } from '#test/support/projects.ts';

const trial = (rounds: number, hyperparameters: Trial['hyperparameters'] = { num_leaves: 9 }): Trial => ({
  ...{ number: 0, state: 'complete', value: 0.9, rounds, hyperparameters },
  curve: { rounds: [rounds], values: [0.9] },
});
const found = (best: Trial, training: object = {}) =>
  tunedProject(projectOf({ training: { tune: { trials: 1 }, ...training } }), [best]).training.hyperparameters;

it.each([
  ['a quarter more rounds for a quarter more rows', trial(40), {}, { num_leaves: 9, num_iterations: 50 }],
  ['no more than the library would have had', trial(90), {}, { num_leaves: 9, num_iterations: 100 }],
  [
    'no more than the project, or the trial, allows',
    trial(90, { num_iterations: 95 }),
    { hyperparameters: { num_iterations: 500, max_bin: 63 } },
    { num_iterations: 95, max_bin: 63 },
  ],
  ['no number where early stopping finds it', trial(40), { earlyStopping: {} }, { num_leaves: 9 }],
  [
    'no number for linear, whose weights come to rest',
    trial(40, { lambda: 1 }),
    { algorithm: 'linear' },
    { lambda: 1 },
  ],
])('a tuned project has %s', (_, best, training, expected) => {
  expect(found(best, training)).toEqual(expected);
});
