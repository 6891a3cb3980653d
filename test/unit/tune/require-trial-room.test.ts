import { describe, expect, it } from 'vitest';
import { TrainingMachineError } from '#src/errors.ts';
import { largestTraining, requireTrialRoom } from '#src/tune/require-trial-room.ts';
import { projectOf } from '#test/support/projects.ts';

const training = (settings: object) => projectOf({ training: settings }).training;
const size = (rows: number) => ({ rows, columns: 51, features: 50, classes: 2 });
const machine = { name: 'its function', memoryMb: 3008, seconds: 900 };
const largest = (settings: object) => largestTraining(training(settings), size(10_000)).hyperparameters;

describe('largestTraining', () => {
  it('has of every range what takes the most, and leaves alone what is not searched', () => {
    const space = { num_leaves: { int: [8, 128], log: true }, num_iterations: { choice: [50, 400, 100] } };
    const hyperparameters = { num_leaves: 1000, max_depth: 7 };
    expect(largest({ hyperparameters, tune: { trials: 2, space } })).toEqual({
      ...{ num_leaves: 128, num_iterations: 400, max_depth: 7 },
    });
    expect(largest({ hyperparameters, tune: { trials: 0, space } })).toEqual(hyperparameters);
  });

  it('knows the spaces that projects get unasked', () => {
    expect(largest({ tune: { trials: 2 } })).toMatchObject({ num_leaves: 128 });
    expect(largest({ algorithm: 'xgboost', tune: { trials: 2 } })).toMatchObject({ max_depth: 10 });
  });

  it('sees that two hyperparameters limit the same, in whichever order they stand', () => {
    const most = { max_leaves: { choice: [512, 64] }, max_depth: { int: [3, 12] } };
    for (const space of [most, Object.fromEntries(Object.entries(most).reverse())]) {
      const found = largest({ algorithm: 'xgboost', tune: { trials: 2, space } });
      expect(found).toEqual({ max_leaves: 512, max_depth: 12 });
    }
  });
});

describe('requireTrialRoom', () => {
  it('lets pass what fits, and what is not tuned', () => {
    requireTrialRoom(training({ tune: { trials: 5 } }), size(100_000), machine);
    requireTrialRoom(training({}), size(10_000_000), machine);
  });

  it.each([
    [{}, 2_000_000, /needs about \d\.\d GB of memory and its function has 2\.9 GB; trials run in functions/],
    [{ hyperparameters: { num_iterations: 20_000, num_leaves: 2 } }, 200_000, /stopped after 15 minutes; trials run/],
  ])('refuses %j on %i rows, wherever the training runs', (settings, rows, message) => {
    const space = { num_leaves: { int: [2, 3] } };
    const tuned = training({ ...settings, compute: 'fargate-spot', tune: { trials: 1, space } });
    expect(() => requireTrialRoom(tuned, size(rows), machine)).toThrow(TrainingMachineError);
    expect(() => requireTrialRoom(tuned, size(rows), machine)).toThrow(message);
  });

  it('does not count the trainings of folds, which trials do not have', () => {
    const tuned = training({ crossValidation: { folds: 20 }, tune: { trials: 1 } });
    requireTrialRoom(tuned, size(400_000), machine);
  });
});
