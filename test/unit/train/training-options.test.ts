import { describe, expect, it } from 'vitest';
import type { Task } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '#src/errors.ts';
import { createRandom } from '#src/random.ts';
import { baselineMetrics } from '#src/train/baseline.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { prepareData } from '#src/train/prepare-data.ts';
import { type TrainingRequest, trainModel } from '#src/train/train-model.ts';
import { trainingSetOf } from '#src/train/training-set.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { treesOf } from '#test/support/evaluate-trees.ts';
import { projectOf } from '#test/support/projects.ts';

const ROWS = 600;
const random = createRandom(3);
const index = [...Array(ROWS).keys()];
const size = index.map(() => random() * 10);
const town = index.map((row) => (row % 17 === 0 ? null : `town ${Math.floor(random() * 20)}`));
/** Towns are warm or cold by a rule that their order says nothing of. */
const warmth = town.map((name) => (name && (Number(name.slice(5)) * 7) % 4 === 0 ? 4 : 0));
const isYes = index.map((row) => size[row]! + warmth[row]! + random() * 6 > 12);
const table = tableOf(
  numbers('size', size),
  texts('town', town),
  numbers(
    'counts',
    index.map((row) => row % 3),
  ),
  texts(
    'label',
    isYes.map((yes) => (yes ? 'yes' : 'no')),
  ),
);
const trained = (training: Record<string, unknown>, settings: Record<string, unknown> = {}) =>
  fitProject(table, projectOf({ training, ...settings }));

const ALGORITHMS = ['lightgbm', 'xgboost', 'linear'] as const;
const TREES = ['lightgbm', 'xgboost'] as const;

describe('class and sample weights', () => {
  const setOf = async (training: Record<string, unknown>) => {
    const project = projectOf({ training });
    return trainingSetOf(await prepareData(table, project), table, project);
  };

  it('are none where none are asked for', async () => {
    expect((await setOf({})).weights).toBeUndefined();
  });

  it('give balanced classes the same weight in all', async () => {
    const { labels, weights = new Float32Array(0) } = await setOf({ classWeights: 'balanced' });
    const total = (label: number) => weights.reduce((sum, w, row) => (labels[row] === label ? sum + w : sum), 0);
    expect(total(0)).toBeCloseTo(labels.length / 2, 2);
    expect(total(1)).toBeCloseTo(labels.length / 2, 2);
  });

  it('multiply, and leave the weight column out of the features', async () => {
    const set = await setOf({ classWeights: { yes: 5 }, sampleWeight: 'counts' });
    expect(set.features.names).toEqual(['size', 'town']);
    const { plan } = await prepareData(table, projectOf({ training: { sampleWeight: 'counts' } }));
    const expected = plan.split.train.map((row) => (row % 3) * (isYes[row] ? 5 : 1));
    expect(Array.from(set.weights ?? [])).toEqual(expected);
  });

  it.each(ALGORITHMS)('make %s favour a class', async (algorithm) => {
    const share = async (training: Record<string, unknown>) => {
      const project = projectOf({ training: { algorithm, ...training } });
      const prepared = await prepareData(table, project);
      const plain = { target: 'label', algorithm, hyperparameters: {}, seed: 1 };
      const model = trainModel({ ...trainingSetOf(prepared, table, project), ...plain });
      const predictions = model.predict(prepared.features);
      model.dispose();
      return predictions.reduce((sum, value, at) => (at % 2 === 1 ? sum + value : sum), 0) / ROWS;
    };
    expect(await share({ classWeights: { yes: 20 } })).toBeGreaterThan((await share({})) + 0.02);
  });

  it.each([
    [{ classWeights: { yess: 2 } }, InvalidProjectFileError, 'has no class "yess"; did you mean "yes"?'],
    [{ sampleWeight: 'count' }, InvalidProjectFileError, 'has no column "count"; did you mean "counts"?'],
    [{ sampleWeight: 'label' }, InvalidProjectFileError, '"label" is the target'],
    [{ sampleWeight: 'town' }, UntrainableDataError, 'the weights "town" are no numbers'],
  ])('refuse %j', async (training, type, message) => {
    await expect(trained(training)).rejects.toThrow(type);
    await expect(trained(training)).rejects.toThrow(message);
  });

  it.each([
    [-1, 'the weight "counts" is -1 in row'],
    [null, 'the weight "counts" is NaN in row'],
    [0, 'is 0 in all 480 training rows'],
  ])('refuse the weight %s', async (weight, message) => {
    const counts = numbers(
      'counts',
      index.map(() => weight),
    );
    const columns = table.columns.map((column) => (column.name === 'counts' ? counts : column));
    const project = projectOf({ training: { sampleWeight: 'counts' } });
    await expect(fitProject(tableOf(...columns), project)).rejects.toThrow(message);
  });
});

describe('early stopping', () => {
  const many = { lightgbm: { num_iterations: 300 }, xgboost: { num_boost_round: 300 } } as const;

  it.each(TREES)('keeps the rounds of %s up to the best one, and says how it went', async (algorithm) => {
    const earlyStopping = { rounds: 7, fraction: 0.25 };
    const { curves } = await trained({ algorithm, hyperparameters: many[algorithm], earlyStopping });
    const [training, validation] = curves;
    expect([training?.rows, validation?.rows, training?.metric]).toEqual(['training', 'validation', 'logLoss']);
    const values = validation?.values ?? [];
    const best = values.indexOf(Math.min(...values));
    expect(values).toHaveLength(best + 1 + earlyStopping.rounds);
    expect(training?.values.at(-1)).toBeLessThan(training?.values[0] ?? 0);
  });

  it.each(TREES)('truncates the trees of %s and its native predictions alike', async (algorithm) => {
    const project = projectOf({ training: { algorithm, earlyStopping: { rounds: 5 } } });
    const set = trainingSetOf(await prepareData(table, project), table, project);
    const request: TrainingRequest = { ...set, target: 'label', algorithm, hyperparameters: many[algorithm], seed: 1 };
    const model = trainModel(request);
    const [, validation] = model.curves;
    const short = trainModel({ ...request, hyperparameters: rounds(algorithm, (validation?.rounds.length ?? 0) - 5) });
    expect(treesOf(model)).toEqual(treesOf(short));
    expect(model.predict(set.features)).toEqual(short.predict(set.features));
    for (const { dispose } of [model, short]) dispose();
  });

  const rounds = (algorithm: (typeof TREES)[number], count: number): TrainingRequest['hyperparameters'] =>
    algorithm === 'lightgbm' ? { num_iterations: count } : { num_boost_round: count };

  it('sets the same rows aside for the same seed, of each class a share, and never test rows', async () => {
    const project = projectOf({ training: { earlyStopping: { fraction: 0.5 } } });
    const prepared = await prepareData(table, project);
    const set = trainingSetOf(prepared, table, project);
    expect(set.features.rowCount + (set.validation?.features.rowCount ?? 0)).toBe(prepared.plan.split.train.length);
    const yes = (labels: Float32Array) => labels.filter((label) => label === 1).length;
    expect(Math.abs(yes(set.labels) - yes(set.validation?.labels ?? set.labels.subarray(0, 0)))).toBeLessThanOrEqual(1);
    expect(trainingSetOf(prepared, table, project)).toEqual(set);
  });

  it.each(TREES)('watches the chosen metric of %s', async (algorithm) => {
    for (const [task, metric] of [
      ['binary', 'auc'],
      ['multiclass', 'error'],
      ['regression', 'mae'],
    ] as [Task, string][]) {
      const settings = { task, target: task === 'regression' ? 'size' : task === 'binary' ? 'label' : 'counts' };
      const { curves } = await trained({ algorithm, earlyStopping: { metric } }, settings);
      for (const curve of curves) expect(curve.metric).toBe(metric);
      expect(curves[1]?.values.every(Number.isFinite)).toBe(true);
    }
  });

  it.each([
    [{ earlyStopping: { metric: 'rmse' } }, 'a binary task has no rmse; choose from logLoss, auc, error'],
    [{ earlyStopping: {}, hyperparameters: { boosting: 'dart' } }, 'boosting dart changes earlier trees'],
    [{ earlyStopping: {}, algorithm: 'xgboost', hyperparameters: { booster: 'dart' } }, 'booster dart changes'],
    [{ earlyStopping: {}, algorithm: 'linear' }, 'training.earlyStopping: the algorithm linear does not have it'],
  ])('refuses %j', async (training, message) => {
    await expect(trained(training)).rejects.toThrow(message);
  });
});

describe('monotone constraints', () => {
  it.each([
    ['lightgbm', 'increasing', 1],
    ['lightgbm', -1, -1],
    ['xgboost', 1, 1],
    ['xgboost', 'decreasing', -1],
  ] as const)('%s: predictions only go %s', async (algorithm, direction, sign) => {
    const project = projectOf({ training: { algorithm, monotone: { size: direction } } });
    const prepared = await prepareData(table, project);
    const plain = { target: 'label', algorithm, hyperparameters: {}, seed: 1 };
    const model = trainModel({ ...trainingSetOf(prepared, table, project), ...plain });
    const grid = Float32Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? at / 30 : at % 3 === 1 ? 4 : 1));
    const predictions = model.predict({ ...prepared.features, rowCount: 100, values: grid });
    model.dispose();
    const yes = [...predictions.filter((_, at) => at % 2 === 1)];
    expect(yes.every((value, at) => at === 0 || sign * (value - yes[at - 1]!) >= 0)).toBe(true);
    if (sign === 1) expect(yes.at(-1)).toBeGreaterThan(yes[0]!);
  });

  it.each([
    ['lightgbm', { sise: 1 }, 'training.monotone: "sise" is no feature; did you mean "size"?'],
    ['xgboost', { town: 1 }, 'training.monotone: "town" is a feature, but no number'],
    ['linear', { size: 1 }, 'training.monotone: the algorithm linear does not have it'],
  ])('%s refuses %j', async (algorithm, monotone, message) => {
    await expect(trained({ algorithm, monotone })).rejects.toThrow(InvalidProjectFileError);
    await expect(trained({ algorithm, monotone })).rejects.toThrow(message);
  });
});

describe('native categories', () => {
  it.each(TREES)('are split by set with %s, and the graph agrees', async (algorithm) => {
    const features = { encode: 'native' };
    const { plan, conversionError } = await trained({ algorithm }, { features });
    expect(plan.features.steps).toContainEqual(expect.objectContaining({ column: 'town', native: true }));
    expect(conversionError).toBeLessThan(1e-6);
    const project = projectOf({ features, training: { algorithm } });
    const set = trainingSetOf(await prepareData(table, project), table, project);
    const model = trainModel({ ...set, target: 'label', algorithm, hyperparameters: {}, seed: 1 });
    const kinds = new Set(treesOf(model).trees.flatMap(({ nodes }) => nodes.map(({ kind }) => kind)));
    model.dispose();
    expect(kinds).toEqual(new Set(['split', 'categories', 'leaf']));
  });
});

describe('the learning curve', () => {
  it.each(TREES)('of %s takes in 25 rounds at most, the last one too', async (algorithm) => {
    const hyperparameters = algorithm === 'lightgbm' ? { num_iterations: 60 } : { num_boost_round: 60 };
    const { curves } = await trained({ algorithm, hyperparameters });
    const threes = [...Array(20).keys()].map((look) => 3 * look + 3);
    expect(curves).toEqual([expect.objectContaining({ rows: 'training', metric: 'logLoss', rounds: threes })]);
  });

  it('of linear ends where its weights come to rest', async () => {
    const { curves } = await trained({ algorithm: 'linear', hyperparameters: { num_boost_round: 1000 } });
    const [{ rounds, values } = { rounds: [], values: [] }] = curves;
    expect(rounds.at(-1)).toBeLessThan(1000);
    expect(values.at(-1)).toBe(values.at(-2));
  });
});

describe('baselineMetrics', () => {
  it('judges a linear model on the same rows, whatever the project trains', async () => {
    const training = { hyperparameters: { num_leaves: 5 }, monotone: { size: 1 }, earlyStopping: {} };
    const project = projectOf({ training });
    const metrics = baselineMetrics(await prepareData(table, project), table, project);
    const { metrics: linear } = await trained({ algorithm: 'linear' });
    expect(metrics['accuracy']).toBe(linear['accuracy']);
    expect(metrics['logLoss']).toBeCloseTo(linear['logLoss']!, 6);
    expect(metrics['auc']).toBeGreaterThan(0.85);
  });
});

describe('pruning', () => {
  const earlyStopping = { rounds: 50, fraction: 0.2 };

  it.each(TREES)('leaves out the last rounds of %s, and says what that costs', async (algorithm) => {
    const whole = await trained({ algorithm, earlyStopping });
    const { pruning, ...pruned } = await trained({ algorithm, earlyStopping, prune: { tolerance: 0.2 } });
    expect(pruning!.after.rounds).toBeLessThan(pruning!.before.rounds);
    expect(pruning!.after.value).toBeLessThanOrEqual(pruning!.before.value * 1.2);
    expect(pruned.onnx.length / whole.onnx.length).toBeCloseTo(pruning!.after.rounds / pruning!.before.rounds, 0);
    expect(pruned.onnx.length).toBeLessThan(whole.onnx.length);
    expect(pruned.conversionError).toBeLessThan(1e-5);
    expect(whole.pruning).toBeUndefined();
  });

  it('needs rows to judge by', async () => {
    await expect(trained({ prune: {} })).rejects.toThrow('add training.earlyStopping');
  });
});
