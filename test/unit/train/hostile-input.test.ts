import { describe, expect, it } from 'vitest';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { DriftloopError } from '#src/errors.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const ROWS = 60;
const index = [...Array(ROWS).keys()];
const size = numbers(
  'size',
  index.map((row) => (row * 37) % 50),
);
const yesOrNo = texts(
  'label',
  index.map((row) => ((row * 37) % 50 > 24 ? 'yes' : 'no')),
);
const amount = numbers(
  'label',
  index.map((row) => ((row * 37) % 50) ** 2),
);
const column = (name: string, value: (row: number) => number | null) => numbers(name, index.map(value));
const categorical = (name: string) => ({ columns: { [name]: { type: 'categorical' } } });

const ALGORITHMS = ['lightgbm', 'xgboost', 'linear'] as const;

type Settings = Record<string, unknown>;
const regression = { task: 'regression' };

describe.each(ALGORITHMS)('%s makes a sensible model of', (algorithm) => {
  it.each<[string, readonly ReturnType<typeof texts>[], Settings]>([
    ['a column without any value', [size, column('empty', () => null), yesOrNo], {}],
    ['columns that are the same in all rows', [column('one', () => 1), column('two', () => 2), yesOrNo], {}],
    ['a constant column beside the target alone', [column('one', () => 1e30), amount], regression],
    ['infinite values', [size, column('ratio', (row) => (row % 2 ? Infinity : -Infinity)), yesOrNo], {}],
    ['some infinite values', [column('ratio', (row) => (row % 5 ? row : Infinity)), amount], regression],
    ['values near the ends of float32', [column('vast', (row) => (row % 2 ? 3e38 : -3e38)), size, yesOrNo], {}],
    ['values beyond float32', [column('vast', (row) => (row % 2 ? 1e300 : row)), size, yesOrNo], {}],
    ['values near zero', [column('tiny', (row) => row * 1e-44), size, yesOrNo], {}],
    ['targets of millions', [size, column('label', (row) => 1e9 + row * 1e6)], regression],
    [
      'a class with a single row',
      [
        size,
        texts(
          'label',
          index.map((row) => `c${row === 7 ? 9 : row % 2}`),
        ),
      ],
      { task: 'multiclass' },
    ],
    [
      'classes of one row each',
      [
        size,
        texts(
          'label',
          index.map((row) => `c${row}`),
        ),
      ],
      { task: 'multiclass' },
    ],
    [
      'a text for every row',
      [
        texts(
          'id',
          index.map((row) => `id ${row}`),
        ),
        size,
        yesOrNo,
      ],
      categorical('id'),
    ],
    [
      'a text for every row, by category',
      [
        texts(
          'id',
          index.map((row) => `id ${row}`),
        ),
        yesOrNo,
      ],
      { ...categorical('id'), features: { encode: 'native' } },
    ],
    ['three rows', [numbers('size', [1, 2, 3]), texts('label', ['a', 'b', 'a'])], {}],
  ])('%s', async (_, columns, settings) => {
    const project = projectOf({ ...settings, training: { algorithm } });
    const { metrics, conversionError } = await fitProject(tableOf(...columns), project);
    expect(conversionError).toBeLessThan(1e-5);
    expect(Object.keys(metrics).length).toBeGreaterThan(0);
    expect(Object.values(metrics).every(Number.isFinite)).toBe(true);
  });

  it('10,000 categories', async () => {
    const rows = [...Array(20_000).keys()];
    const table = tableOf(
      {
        name: 'id',
        storage: 'string',
        levels: [...Array(10_000).keys()].map((n) => `c${String(n).padStart(4, '0')}`),
        codes: Int32Array.from(rows, (row) => row % 10_000),
      },
      texts(
        'label',
        rows.map((row) => (row % 7 === 0 ? 'yes' : 'no')),
      ),
    );
    const rounds = algorithm === 'lightgbm' ? { num_iterations: 5 } : { num_boost_round: 5 };
    const settings = { ...categorical('id'), features: { encode: 'native' } };
    const project = projectOf({ ...settings, training: { algorithm, hyperparameters: rounds } });
    const { metrics, conversionError } = await fitProject(table, project);
    expect(conversionError).toBeLessThan(1e-5);
    expect(metrics['accuracy']).toBeGreaterThan(0.5);
  });

  it('a class that only the held-out rows have', async () => {
    const label = texts(
      'label',
      index.map((row) => (row > 50 ? 'late' : row % 2 ? 'odd' : 'even')),
    );
    const split = { train: index.slice(0, 45), test: index.slice(45) };
    const project = projectOf({ task: 'multiclass', training: { algorithm } });
    const { metrics } = await fitProject(tableOf(size, label), project, { split });
    expect(metrics['accuracy']).toBeGreaterThanOrEqual(0);
  });
});

describe.each(ALGORITHMS)('%s says what is wrong with', (algorithm) => {
  it.each<[string, readonly ReturnType<typeof texts>[], Settings, string]>([
    [
      'a constant target',
      [size, column('label', () => 3)],
      regression,
      'the target "label" has the same value in all 48 training rows',
    ],
    [
      'a single class',
      [
        size,
        texts(
          'label',
          index.map(() => 'yes'),
        ),
      ],
      {},
      'the target "label" has the same value in every row',
    ],
    [
      'a missing target',
      [size, column('label', (row) => (row === 4 ? null : row % 2))],
      {},
      'the target "label" has no usable value in 1 of 60 rows, first in row 5',
    ],
    [
      'an infinite target',
      [size, column('label', (row) => (row === 4 ? Infinity : row))],
      regression,
      'the target "label" has no usable value in 1 of 60 rows',
    ],
    [
      'a target beyond float32',
      [size, column('label', (row) => row * 1e300)],
      regression,
      'beyond float32: use another unit',
    ],
    ['three classes for two', [size, column('label', (row) => row % 3)], {}, 'has 3 classes, a binary task has 2'],
    ['two columns of one name', [size, size, yesOrNo], {}, '"size"'],
    ['no usable column', [column('empty', () => null), yesOrNo], {}, 'can be a feature'],
    [
      'one row',
      [numbers('size', [1]), texts('label', ['a'])],
      {},
      'the target "label" has the same value in every row',
    ],
    ['one row with a number', [numbers('size', [1]), numbers('label', [1])], regression, '1 rows cannot be split'],
    ['no rows', [numbers('size', []), numbers('label', [])], regression, 'there are no rows'],
  ])('%s', async (_, columns, settings, message) => {
    const fitting = fitProject(tableOf(...columns), projectOf({ ...settings, training: { algorithm } }));
    await expect(fitting).rejects.toThrow(DriftloopError);
    await expect(fitting).rejects.toThrow(message);
  });
});

describe('absurd settings', () => {
  it.each<[Partial<ProjectFile['training']>, Settings]>([
    [{ hyperparameters: { learning_rate: 1e30 } }, {}],
    [{ hyperparameters: { learning_rate: 1e30 } }, regression],
    [
      {
        hyperparameters: {
          num_iterations: 3,
          num_leaves: 131_072,
          min_data_in_leaf: 0,
          min_sum_hessian_in_leaf: 0,
          max_bin: 65_535,
        },
      },
      {},
    ],
    [{ hyperparameters: { lambda_l2: 1e300, min_gain_to_split: 1e300 } }, {}],
    [{ hyperparameters: { max_bin: 2, bin_construct_sample_cnt: 1, min_data_in_bin: 1e9 } }, {}],
    [{ hyperparameters: { objective: 'gamma' } }, regression],
    [{ hyperparameters: { objective: 'poisson' } }, regression],
    [{ hyperparameters: { top_rate: 1, other_rate: 1, data_sample_strategy: 'goss' } }, {}],
    [{ algorithm: 'xgboost', hyperparameters: { max_depth: 0 } }, {}],
    [{ algorithm: 'xgboost', hyperparameters: { max_depth: 0, grow_policy: 'lossguide', tree_method: 'exact' } }, {}],
    [{ algorithm: 'xgboost', hyperparameters: { objective: 'reg:gamma' } }, regression],
    [{ algorithm: 'xgboost', hyperparameters: { lambda: 0, min_child_weight: 0, eta: 1, max_depth: 30 } }, {}],
    [{ algorithm: 'xgboost', hyperparameters: { scale_pos_weight: 1e30, max_delta_step: 1e30 } }, {}],
    [{ algorithm: 'xgboost', hyperparameters: { subsample: 1e-9 } }, {}],
    [{ algorithm: 'linear', hyperparameters: { lambda: 1e30 } }, {}],
    [{ algorithm: 'linear', hyperparameters: { lambda: 0, eta: 1, alpha: 0 } }, {}],
    [{ classWeights: { yes: 1e30, no: 1e-30 } }, {}],
    [{ algorithm: 'xgboost', classWeights: { yes: 1e-30, no: 1e30 } }, {}],
    [{ earlyStopping: { rounds: 1, fraction: 0.999 } }, {}],
    [{ algorithm: 'xgboost', earlyStopping: { rounds: 1, fraction: 0.001 } }, {}],
  ])('%j end in a model or in a clear error', async (training, settings) => {
    const table = tableOf(size, 'task' in settings ? amount : yesOrNo);
    const result = await fitProject(table, projectOf({ ...settings, training })).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toBeInstanceOf(DriftloopError);
    else expect(result).toMatchObject({ conversionError: expect.any(Number) });
  });
});
