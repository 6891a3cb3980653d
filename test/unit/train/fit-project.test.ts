import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { InvalidProjectFileError, UntrainableDataError } from '#src/errors.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { selectRows } from '#src/tabular/select.ts';
import { fitPrepared, fitProject } from '#src/train/fit-project.ts';
import { prepareData } from '#src/train/prepare-data.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const ROWS = 120;
const index = [...Array(ROWS).keys()];
const size = index.map((row) => (row % 11 === 0 ? null : (row * 37) % 50));
const colour = index.map((row) => (row % 13 === 0 ? null : ['red', 'green', 'blue'][row % 3]!));
const large = index.map((row) => ((size[row] ?? 0) + (colour[row] === 'red' ? 20 : 0) > 30 ? 'yes' : 'no'));
const table = tableOf(numbers('size', size), texts('colour', colour), texts('label', large));
const project = projectOf({ features: { derived: { double: 'size * 2' } } });

describe('prepareData', () => {
  it('splits as the project says, and makes features and labels of every row', async () => {
    const { plan, features, labels } = await prepareData(table, project);
    expect([plan.split.train.length, plan.split.test.length]).toEqual([96, 24]);
    expect(plan.classes).toEqual(['no', 'yes']);
    expect(features.names).toEqual(['size', 'colour', 'double']);
    expect([features.rowCount, labels.length]).toEqual([ROWS, ROWS]);
    expect(Array.from(labels, (label) => plan.classes[label])).toEqual(large);
  });

  it('learns how to make features from the training rows alone', async () => {
    const split = { train: index.filter((row) => row % 3 !== 2), test: index.filter((row) => row % 3 === 2) };
    const { plan } = await prepareData(table, project, split);
    expect(plan.features.steps).toContainEqual(expect.objectContaining({ column: 'colour', levels: ['green', 'red'] }));
  });

  it.each([{ evaluation: { segments: ['city'] } }, { gate: { segments: { columns: ['city'] } } }])(
    'refuses segments of a column that is not there: %j',
    async (settings) => {
      const unusable = prepareData(table, projectOf(settings));
      await expect(unusable).rejects.toThrow(InvalidProjectFileError);
      await expect(unusable).rejects.toThrow(
        'segments: there is no column "city"; the columns are size, colour, label',
      );
    },
  );

  it('refuses a split with an empty side', async () => {
    await expect(prepareData(table, project, { train: index, test: [] })).rejects.toThrow(
      '120 training and 0 test rows',
    );
    await expect(prepareData(table, project, { train: [], test: index })).rejects.toThrow(UntrainableDataError);
  });
});

describe('fitProject', () => {
  it('gives a checked model with its metrics', async () => {
    const { onnx, sha256, plan, metrics, conversionError } = await fitProject(table, project);
    expect(sha256).toBe(createHash('sha256').update(onnx).digest('hex'));
    expect(conversionError).toBeLessThan(1e-6);
    expect(Object.keys(metrics).slice(0, 4)).toEqual(['accuracy', 'auc', 'f1', 'logLoss']);
    expect(metrics['accuracy']).toBeGreaterThan(0.8);
    const probabilities = await scoreTable(onnx, plan.features, selectRows(table, plan.split.test));
    const right = plan.split.test.filter((row, at) => (probabilities[2 * at + 1]! > 0.5 ? 'yes' : 'no') === large[row]);
    expect(metrics['accuracy']).toBeCloseTo(right.length / plan.split.test.length, 12);
  });

  it.each(['lightgbm', 'xgboost'])(
    'gives the same bytes again with %s, and others for another seed',
    async (algorithm) => {
      const seeded = (seed: number) => projectOf({ training: { algorithm, seed } });
      const { sha256 } = await fitProject(table, seeded(1));
      expect((await fitProject(table, seeded(1))).sha256).toBe(sha256);
      expect((await fitProject(table, seeded(2))).sha256).not.toBe(sha256);
    },
  );

  it.each(['lightgbm', 'xgboost'])('fits a regression with %s', async (algorithm) => {
    const target = numbers(
      'label',
      index.map((row) => (size[row] ?? 0) ** 2 + 1e6),
    );
    const regression = projectOf({ task: 'regression', training: { algorithm } });
    const { plan, metrics, conversionError } = await fitProject(
      tableOf(numbers('size', size), texts('colour', colour), target),
      regression,
    );
    expect(plan.classes).toEqual([]);
    expect(Object.keys(metrics).slice(0, 3)).toEqual(['rmse', 'mae', 'r2']);
    expect(metrics['r2']).toBeGreaterThan(0.9);
    expect(conversionError).toBeLessThan(1e-5);
  });

  const half = { train: index.slice(0, 60), test: index.slice(60) };
  it.each([
    ['a split at random', undefined, {}, { isTableKept: false, areFeaturesKept: false }],
    ['rows set aside', undefined, { earlyStopping: {} }, { isTableKept: false, areFeaturesKept: false }],
    ['weights', undefined, { sampleWeight: 'weight' }, { isTableKept: false, areFeaturesKept: false }],
    ['one half and the other', half, {}, { isTableKept: false, areFeaturesKept: true }],
    ['a threshold by folds', undefined, { threshold: 'maximizeF1' }, { isTableKept: true, areFeaturesKept: true }],
    ['cross-validation', undefined, { crossValidation: { folds: 2 } }, { isTableKept: true, areFeaturesKept: true }],
  ])('gives the same for rows that are handed over, of which it keeps what it needs: %s', async (...how) => {
    const [, split, training, kept] = how;
    const whole = tableOf(
      numbers(
        'size',
        index.map((row) => (row * 37) % 50),
      ),
      numbers(
        'weight',
        index.map((row) => 1 + (row % 3)),
      ),
      texts('label', large),
    );
    const settings = projectOf({ training });
    const expected = await fitProject(whole, settings, { split });
    const prepared = await prepareData(whole, settings, split);
    expect(await fitPrepared(prepared, whole, settings, { ownsRows: true })).toEqual(expected);
    const isTableKept = whole.columns.every(
      (column) => (column.storage === 'string' ? column.codes : column.values).length,
    );
    expect({ isTableKept, areFeaturesKept: prepared.features.values.length > 0 }).toEqual(kept);
  });

  it('keeps rows that are handed over for a baseline', async () => {
    const whole = { ...table, columns: table.columns.map((column) => structuredClone(column)) };
    const options = { baseline: true };
    const expected = await fitProject(table, project, options);
    const found = await fitPrepared(await prepareData(whole, project), whole, project, { ...options, ownsRows: true });
    expect(found).toEqual(expected);
    expect(found.baselineMetrics).toBeDefined();
  });

  it('can learn from texts alone', async () => {
    const { metrics } = await fitProject(
      tableOf(
        texts('colour', colour),
        texts(
          'label',
          colour.map((c) => (c === 'red' ? 'yes' : 'no')),
        ),
      ),
      projectOf(),
    );
    expect(metrics).toMatchObject({ accuracy: 1, auc: 1, f1: 1 });
  });

  it('stops when the training rows are all of one class', async () => {
    const no = index.filter((row) => large[row] === 'no');
    const split = { train: no, test: index.filter((row) => large[row] === 'yes') };
    await expect(fitProject(table, project, { split })).rejects.toThrow('the target "label" has the same class in all');
  });

  it('stops at a hyperparameter that there is not', async () => {
    const wrong = projectOf({ training: { hyperparameters: { num_leavs: 3 } } });
    await expect(fitProject(table, wrong)).rejects.toThrow(InvalidProjectFileError);
  });
});
