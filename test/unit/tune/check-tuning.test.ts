import { describe, expect, it } from 'vitest';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import { checkTuning } from '#src/tune/check-tuning.ts';
import { projectOf } from '#test/support/projects.ts';

const check =
  (tune: Record<string, unknown>, training: Record<string, unknown> = {}, task = 'binary') =>
  () =>
    checkTuning(projectOf({ task, training: { ...training, tune: { trials: 5, ...tune } } }));
const searched = (name: string, range: unknown) => ({ space: { [name]: range } });

describe('a search space', () => {
  it('may name whatever the library can be told', () => {
    expect(
      check({
        space: {
          num_leaves: { int: [8, 128], log: true },
          learning_rate: { float: [0.01, 0.3], log: true },
          boosting: { choice: ['gbdt', 'dart'] },
          extra_trees: { choice: [true, false] },
        },
      }),
    ).not.toThrow();
  });

  it.each(['lightgbm', 'xgboost', 'linear'])('of %s is within what it takes when none is given', (algorithm) => {
    expect(check({}, { algorithm })).not.toThrow();
  });

  it.each([
    [
      'an unknown name',
      searched('num_leafs', { int: [8, 128] }),
      'training.tune.space.num_leafs: unknown; did you mean "num_leaves"?',
    ],
    [
      'another library’s name',
      searched('eta', { float: [0.1, 0.3] }),
      'training.tune.space.eta: unknown; did you mean "learning_rate"?',
    ],
    [
      'a range beyond the limits',
      searched('feature_fraction', { float: [0.5, 1.5] }),
      'training.tune.space.feature_fraction: expected at most 1, not 1.5',
    ],
    [
      'numbers that must be whole',
      searched('num_leaves', { float: [8, 128] }),
      'training.tune.space.num_leaves: expected a whole number, not 92.8',
    ],
    [
      'a choice that there is not',
      searched('boosting', { choice: ['gbdt', 'gblinear'] }),
      'training.tune.space.boosting: expected gbdt, dart or rf, not the text "gblinear"',
    ],
  ])('is refused for %s', (_, tune, message) => {
    expect(check(tune)).toThrow(InvalidProjectFileError);
    expect(check(tune)).toThrow(message);
  });

  it('is refused where it contradicts the rest of training', () => {
    const dart = searched('boosting', { choice: ['gbdt', 'dart'] });
    expect(check(dart, { earlyStopping: {} })).toThrow('dart changes earlier trees');
    expect(check({ metric: 'rmse' })).toThrow('training.tune.metric: a binary task has no rmse; choose from');
    expect(check({ metric: 'auc' }, {}, 'multiclass')).toThrow('training.tune.metric');
  });

  it('is not looked at where no trials are asked for', () => {
    expect(check({ trials: 0, ...searched('num_leafs', { int: [8, 128] }) })).not.toThrow();
  });
});

describe('training.tune of a project file', () => {
  const parse = (range: string) => () =>
    parseProjectFile(
      `{project: p, target: t, task: binary, training: {tune: {trials: 3, space: {num_leaves: ${range}}}}}`,
      'p.yaml',
    );

  it.each([
    ['{int: [128, 8]}', 'the first number must be smaller than the second'],
    ['{int: [0, 8], log: true}', 'a logarithm needs a range above 0'],
    ['{int: [1.5, 8]}', 'space.num_leaves.int'],
    ['{integer: [1, 8]}', 'space.num_leaves'],
    ['{choice: []}', 'space.num_leaves.choice'],
    ['[8, 128]', 'space.num_leaves'],
  ])('with %s is refused, naming the key', (range, message) => {
    expect(parse(range)).toThrow(message);
  });

  it('is the same once written and read', () => {
    const project = parse('{int: [8, 128], log: true}')();
    expect(ProjectFile.parse(JSON.parse(JSON.stringify(project)))).toEqual(project);
  });
});
