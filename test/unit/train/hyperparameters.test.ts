import { describe, expect, it } from 'vitest';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import { learners } from '#src/train/learners.ts';

type Algorithm = ProjectFile['training']['algorithm'];
type Hyperparameters = ProjectFile['training']['hyperparameters'];

describe('hyperparameters', () => {
  it.each<[Algorithm, Hyperparameters]>([
    ['lightgbm', {}],
    ['lightgbm', { num_leaves: 31, learning_rate: 0.1, num_iterations: 100 }],
    ['lightgbm', { boosting: 'dart', is_unbalance: true, max_depth: -1 }],
    ['xgboost', { max_depth: 6, eta: 0.1, num_boost_round: 100 }],
    ['xgboost', { tree_method: 'exact', lambda: 0 }],
  ])('%s takes %j', (algorithm, hyperparameters) => {
    expect(() => learners[algorithm].configure(hyperparameters)).not.toThrow();
  });

  it.each<[Algorithm, Hyperparameters, string]>([
    ['lightgbm', { num_leavs: 31 }, 'training.hyperparameters.num_leavs: unknown; did you mean "num_leaves"?'],
    ['lightgbm', { n_estimators: 10 }, 'did you mean "num_iterations"?'],
    ['lightgbm', { reg_lambda: 1 }, 'did you mean "lambda_l2"?'],
    ['xgboost', { learning_rate: 0.1 }, 'training.hyperparameters.learning_rate: unknown; did you mean "eta"?'],
    ['xgboost', { num_leaves: 31 }, 'did you mean "max_leaves"?'],
    ['xgboost', { max_dept: 3 }, 'did you mean "max_depth"?'],
    ['xgboost', { toString: 3 }, 'training.hyperparameters.toString: unknown'],
    ['lightgbm', { objective: 'poisson' }, 'this is not a hyperparameter here: it follows from task'],
    ['xgboost', { seed: 1 }, 'set training.seed'],
    ['lightgbm', { num_leaves: '31' }, 'training.hyperparameters.num_leaves:'],
    ['lightgbm', { num_leaves: 31.5 }, 'training.hyperparameters.num_leaves:'],
    ['lightgbm', { num_iterations: 0 }, 'training.hyperparameters.num_iterations:'],
    ['lightgbm', { boosting: 'gblinear' }, 'training.hyperparameters.boosting:'],
    ['xgboost', { eta: 2 }, 'training.hyperparameters.eta:'],
    ['xgboost', { subsample: 0 }, 'training.hyperparameters.subsample:'],
  ])('%s refuses %j', (algorithm, hyperparameters, message) => {
    const configure = () => learners[algorithm].configure(hyperparameters);
    expect(configure).toThrow(InvalidProjectFileError);
    expect(configure).toThrow(message);
  });

  it('names everything that is wrong at once', () => {
    expect(() => learners.lightgbm.configure({ num_leavs: 31, max_depth: 'six' })).toThrow(
      /max_depth.*num_leavs|num_leavs.*max_depth/,
    );
  });
});
