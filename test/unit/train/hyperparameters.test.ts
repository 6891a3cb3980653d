import { describe, expect, it } from 'vitest';
import type { ProjectFile, Task } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import { learners } from '#src/train/learners.ts';

type Algorithm = ProjectFile['training']['algorithm'];
type Hyperparameters = ProjectFile['training']['hyperparameters'];

const configure = (algorithm: Algorithm, hyperparameters: Hyperparameters, task: Task = 'regression') =>
  learners[algorithm].configure({ hyperparameters, stopsEarly: false, isMonotone: false }, task);

describe('hyperparameters', () => {
  it.each<[Algorithm, Hyperparameters]>([
    ['lightgbm', {}],
    ['lightgbm', { num_leaves: 31, learning_rate: 0.1, num_iterations: 100 }],
    ['lightgbm', { boosting: 'dart', is_unbalance: true, max_depth: -1 }],
    ['xgboost', { max_depth: 6, eta: 0.1, num_boost_round: 100 }],
    ['xgboost', { tree_method: 'exact', lambda: 0 }],
    ['xgboost', { objective: 'reg:tweedie', tweedie_variance_power: 1.2 }],
    ['lightgbm', { objective: 'quantile', alpha: 0.9 }],
    ['linear', { lambda: 0.1, alpha: 0.01, eta: 0.5, num_boost_round: 10 }],
  ])('%s takes %j', (algorithm, hyperparameters) => {
    expect(() => configure(algorithm, hyperparameters)).not.toThrow();
  });

  it.each<[Algorithm, Hyperparameters, string]>([
    ['lightgbm', { num_leavs: 31 }, 'training.hyperparameters.num_leavs: unknown; did you mean "num_leaves"?'],
    ['lightgbm', { n_estimators: 10 }, 'did you mean "num_iterations"?'],
    ['lightgbm', { reg_lambda: 1 }, 'did you mean "lambda_l2"?'],
    ['xgboost', { learning_rate: 0.1 }, 'training.hyperparameters.learning_rate: unknown; did you mean "eta"?'],
    ['xgboost', { num_leaves: 31 }, 'did you mean "max_leaves"?'],
    ['xgboost', { max_dept: 3 }, 'did you mean "max_depth"?'],
    ['xgboost', { toString: 3 }, 'training.hyperparameters.toString: unknown'],
    ['lightgbm', { objective: 'l3' }, 'training.hyperparameters.objective:'],
    ['xgboost', { early_stopping_rounds: 5 }, 'this is not a hyperparameter here: set training.earlyStopping'],
    ['linear', { learning_rate: 1 }, 'did you mean "eta"?'],
    ['linear', { max_depth: 1 }, 'training.hyperparameters.max_depth: unknown'],
    ['xgboost', { seed: 1 }, 'set training.seed'],
    ['lightgbm', { num_leaves: '31' }, 'training.hyperparameters.num_leaves:'],
    ['lightgbm', { num_leaves: 31.5 }, 'training.hyperparameters.num_leaves:'],
    ['lightgbm', { num_iterations: 0 }, 'training.hyperparameters.num_iterations:'],
    ['lightgbm', { boosting: 'gblinear' }, 'training.hyperparameters.boosting:'],
    ['xgboost', { eta: 2 }, 'training.hyperparameters.eta:'],
    ['xgboost', { subsample: 0 }, 'training.hyperparameters.subsample:'],
  ])('%s refuses %j', (algorithm, hyperparameters, message) => {
    const refused = () => configure(algorithm, hyperparameters);
    expect(refused).toThrow(InvalidProjectFileError);
    expect(refused).toThrow(message);
  });

  it.each(['lightgbm', 'xgboost', 'linear'] as const)('%s has one objective for classes', (algorithm) => {
    expect(() => configure(algorithm, { objective: 'poisson' }, 'binary')).toThrow(
      'training.hyperparameters.objective: poisson is given, but a binary task has one objective only',
    );
  });

  it('names everything that is wrong at once', () => {
    expect(() => configure('lightgbm', { num_leavs: 31, max_depth: 'six' })).toThrow(
      /max_depth.*num_leavs|num_leavs.*max_depth/,
    );
  });
});
