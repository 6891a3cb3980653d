import { describe, expect, it } from 'vitest';
import { InvalidProjectFileError, UntrainableDataError } from '#src/errors.ts';
import { explainRows } from '#src/explain/explain-rows.ts';
import { RowsOfTable } from '#src/onnx/rows-of-table.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { createRandom } from '#src/random.ts';
import { selectRows } from '#src/tabular/select.ts';
import { checkTraining } from '#src/train/check-training.ts';
import { estimateTraining } from '#src/train/estimate-training.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const random = createRandom(3);
const size = Array.from({ length: 900 }, () => random() * 50);
/** Larger rows are the likelier to be ill, few are. */
const ill = size.map((value) => random() * 60 < value);
const noise = size.map(() => random());
const table = tableOf(
  ...[numbers('size', size), numbers('noise', noise)],
  texts(
    'label',
    ill.map((each) => (each ? 'ill' : 'healthy')),
  ),
);
const grades = tableOf(
  ...[numbers('size', size), numbers('noise', noise)],
  texts(
    'label',
    size.map((value, row) => (ill[row] ? (value > 25 ? 'bad' : 'poor') : 'good')),
  ),
);
/** Trees that know the training rows by heart promise too much. */
const overfitted = {
  lightgbm: { num_iterations: 60, min_data_in_leaf: 2 },
  xgboost: { num_boost_round: 60 },
  linear: {},
};
const trained = (
  of: typeof table,
  training: { algorithm?: keyof typeof overfitted; [key: string]: unknown },
  more: object = {},
) =>
  fitProject(
    of,
    projectOf({ ...more, training: { hyperparameters: overfitted[training.algorithm ?? 'lightgbm'], ...training } }),
  );

describe('training.calibration', () => {
  it.each(
    (['isotonic', 'sigmoid'] as const).flatMap((calibration) =>
      (['lightgbm', 'xgboost', 'linear'] as const).map((algorithm) => ({ calibration, algorithm })),
    ),
  )('is in the graph, and its error is told before and after: %j', async (training) => {
    const plain = await trained(table, { algorithm: training.algorithm });
    const { onnx, plan, metrics, calibration, evaluation, conversionError } = await trained(table, training);
    expect(calibration).toMatchObject({ method: training.calibration, rows: plan.split.train.length });
    const { before, after } = calibration!;
    for (const [name, value] of Object.entries(before)) expect(value).toBeCloseTo(plain.metrics[name]!, 5);
    for (const [name, value] of Object.entries(after)) expect(value).toBe(metrics[name]);
    if (training.algorithm !== 'linear') expect(after['brier']).toBeLessThan(before['brier']!);
    expect(evaluation.classification?.uncalibrated).toEqual(
      plain.evaluation.classification?.calibration.map((bin) => expect.objectContaining({ rows: bin.rows })),
    );
    expect(conversionError).toBeLessThan(1e-6);
    const said = await scoreTable(onnx, plan.features, selectRows(table, plan.split.test));
    const least = 1 / (plan.split.train.length + 2);
    expect(said.every((value) => value >= least - 1e-6 && value <= 1 - least + 1e-6)).toBe(true);
  });

  it('leaves every class its share of more than two', async () => {
    const { calibration, onnx, plan } = await trained(grades, { calibration: 'isotonic' }, { task: 'multiclass' });
    expect(calibration!.after['brier']).toBeLessThan(calibration!.before['brier']!);
    const said = await scoreTable(onnx, plan.features, grades);
    for (let first = 0; first < said.length; first += 3) {
      expect(said[first]! + said[first + 1]! + said[first + 2]!).toBeCloseTo(1, 5);
    }
  });

  it('gives the same bytes again', async () => {
    const once = await trained(table, { calibration: 'isotonic' });
    expect((await trained(table, { calibration: 'isotonic' })).sha256).toBe(once.sha256);
  });

  it('comes before the line between two classes is drawn', async () => {
    const balanced = { classWeights: { ill: 20 }, threshold: { costs: { falsePositive: 1, falseNegative: 1 } } };
    const weighted = await trained(table, balanced);
    const calibrated = await trained(table, { ...balanced, calibration: 'isotonic' });
    expect(weighted.threshold).toBeGreaterThan(0.6);
    expect(Math.abs(calibrated.threshold! - 0.5)).toBeLessThan(0.15);
    expect(calibrated.evaluation.classification?.threshold).toBe(calibrated.threshold);
  });

  it('leaves explanations to the scores before it', async () => {
    const [plain, calibrated] = [await trained(table, {}), await trained(table, { calibration: 'isotonic' })];
    const explained = ({ onnx, plan }: typeof plain) =>
      explainRows(onnx, plan.features, new RowsOfTable(plan.features, table).take(0, 5));
    expect(await explained(calibrated)).toEqual(await explained(plain));
  });

  it('is refused where there are no probabilities, or no rows to learn it from', async () => {
    const { training } = projectOf({ training: { calibration: 'isotonic' } });
    expect(() => checkTraining(training, 'regression', 'label')).toThrow(InvalidProjectFileError);
    expect(() => checkTraining(training, 'regression', 'label')).toThrow('a regression predicts no probabilities');
    expect(() => projectOf({ training: { calibration: 'beta' } })).toThrow('say isotonic or sigmoid');
    const few = selectRows(table, [
      size.findIndex((_, row) => ill[row]),
      ...ill.flatMap((each, row) => (each ? [] : [row])).slice(0, 6),
    ]);
    const split = { train: [0, 1, 2], test: [3, 4, 5, 6] };
    const hopeless = fitProject(few, projectOf({ training: { calibration: 'sigmoid' } }), { split });
    await expect(hopeless).rejects.toThrow(UntrainableDataError);
  });

  it('is refused of more classes than the knots are enough for', async () => {
    const many = tableOf(
      numbers('size', size.slice(0, 404)),
      texts(
        'label',
        size.slice(0, 404).map((_, row) => `class ${row % 101}`),
      ),
    );
    const fitted = trained(
      many,
      { calibration: 'isotonic', hyperparameters: { num_iterations: 1 } },
      { task: 'multiclass' },
    );
    await expect(fitted).rejects.toThrow('isotonic is for 100 classes at most, here are 101: use sigmoid');
  });

  it('counts its trainings in the estimate', () => {
    const dimensions = { rows: 10_000, columns: 10, features: 10, classes: 2 };
    const seconds = (training: object) => estimateTraining(dimensions, projectOf({ training }).training).seconds;
    expect(seconds({ calibration: 'isotonic' })).toBe(seconds({ crossValidation: { folds: 5 } }));
    expect(seconds({ calibration: 'isotonic' })).toBeGreaterThan(seconds({}));
  });
});
