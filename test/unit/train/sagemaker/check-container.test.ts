import { describe, expect, it } from 'vitest';
import { checkContainer } from '#src/train/sagemaker/check-container.ts';
import { projectOf } from '#test/support/projects.ts';

const check = (training: object, rest: object = {}) =>
  checkContainer(projectOf({ training: { algorithm: 'xgboost', compute: 'sagemaker', ...training }, ...rest }));

describe("what SageMaker's own XGBoost could not do", () => {
  it.each([
    ['another algorithm', { algorithm: 'lightgbm' }, /has no lightgbm: set training\.algorithm to xgboost/],
    ['linear models', { algorithm: 'linear' }, /has no linear/],
    ['a hyperparameter', { hyperparameters: { huber_slope: 2 } }, /does not take huber_slope: leave it out/],
    ['one to be tuned', { tune: { trials: 2, space: { max_cat_threshold: { int: [2, 9] } } } }, /max_cat_threshold/],
    ['an objective', { hyperparameters: { objective: 'reg:quantileerror' } }, /no objective reg:quantileerror/],
    [
      'constraints with approx',
      { monotone: { a: 1 }, hyperparameters: { tree_method: 'approx' } },
      /no monotone constraints with tree_method approx: use hist or exact/,
    ],
    ['pruning', { earlyStopping: {}, prune: {} }, /leave training\.prune out/],
    ['its last seed', { seed: 2 ** 31 - 1 }, /seeds end at 2147483646/],
    ['cross-validation', { crossValidation: { folds: 3 } }, /leave training\.crossValidation out/],
    ['calibration', { calibration: 'isotonic' }, /leave training\.calibration out/],
    ['a threshold to choose', { threshold: 'maximizeF1' }, /set training\.threshold to a number/],
  ])('%s is refused, with the remedy', (_, training, message) => {
    expect(() => check(training)).toThrow(message);
    expect(() => check(training)).toThrow(expect.objectContaining({ name: 'InvalidProjectFileError' }));
  });

  it('categories are refused, wherever they are asked for', () => {
    expect(() => check({}, { features: { encode: 'native' } })).toThrow(/set features\.encode to ordinal/);
    const columns = { town: { encode: 'native' } };
    expect(() => check({}, { features: { columns } })).toThrow(/set features\.columns\.town\.encode to ordinal/);
  });

  it('all that is wrong is told at once, and nothing where it trains elsewhere', () => {
    const much = { crossValidation: { folds: 3 }, threshold: 'maximizeF1' };
    expect(() => check(much)).toThrow(/crossValidation out; to choose a threshold/);
    for (const compute of ['lambda', 'fargate-spot']) expect(() => check({ ...much, compute })).not.toThrow();
  });

  it('the rest is accepted', () => {
    const hyperparameters = { max_depth: 4, booster: 'dart', one_drop: true, tree_method: 'exact' };
    const training = { hyperparameters, threshold: 0.4, monotone: { a: 1 }, classWeights: 'balanced' };
    expect(() => check(training)).not.toThrow();
  });
});
