import { describe, expect, it } from 'vitest';
import { InvalidProjectFileError } from '#src/errors.ts';
import { RowsOfTable } from '#src/onnx/rows-of-table.ts';
import { runOnTable } from '#src/onnx/score-table.ts';
import { createSession, onnxRuntime } from '#src/serve/onnx-runtime.ts';
import { createPredictor } from '#src/serve/predictor.ts';
import { selectRows } from '#src/tabular/select.ts';
import { checkTraining } from '#src/train/check-training.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { manifestFor } from '#test/support/model-manifests.ts';
import { projectOf } from '#test/support/projects.ts';

const index = [...Array(300).keys()];
const size = index.map((row) => (row * 37) % 50);
/** Larger rows are the likelier to be ill, few are. */
const table = tableOf(
  numbers('size', size),
  texts(
    'label',
    index.map((row) => ((row * 7919) % 100 < size[row]! ? 'ill' : 'healthy')),
  ),
);
const trained = (threshold: unknown, more: object = {}) =>
  fitProject(
    table,
    projectOf({
      training: { hyperparameters: { num_iterations: 10 }, ...(threshold !== undefined && { threshold }), ...more },
    }),
  );

describe('training.threshold', () => {
  it.each([
    0.2,
    { minRecall: 0.9 },
    { minPrecision: 0.7 },
    'maximizeF1',
    { costs: { falsePositive: 1, falseNegative: 9 } },
  ])('%j draws the line in the graph, in what is served, and in the metrics', async (wanted) => {
    const { onnx, plan, threshold, metrics, evaluation } = await trained(wanted);
    expect(threshold).toBeDefined();
    expect(evaluation.classification?.threshold).toBe(threshold);
    const heldOut = selectRows(table, plan.split.test);
    const probabilities = await runOnTable(onnx, plan.features, heldOut, () => 'probabilities');
    const expected = plan.split.test.map((_, at) => Number(probabilities[2 * at + 1]! >= threshold!));
    const labels = await labelsOf(onnx, plan, heldOut);
    expect(labels).toEqual(expected);
    const predictor = await createPredictor(
      manifestFor(onnx, { task: 'binary', classes: plan.classes, features: plan.features, threshold }),
      onnx,
    );
    const { predictions } = await predictor.predict(new RowsOfTable(plan.features, heldOut).take());
    expect(predictions).toEqual(expected.map((label) => plan.classes[label]));
    const right = plan.split.test.filter((row, at) => predictions[at] === labelOf(row)).length;
    expect(metrics['accuracy']).toBeCloseTo(right / plan.split.test.length, 12);
  });

  it.each(['isotonic', 'sigmoid'])('draws the line through calibrated probabilities: %s', async (calibration) => {
    const { onnx, plan, threshold } = await trained('maximizeF1', { calibration, classWeights: { ill: 9 } });
    const heldOut = selectRows(table, plan.split.test);
    const probabilities = await runOnTable(onnx, plan.features, heldOut, () => 'probabilities');
    const expected = plan.split.test.map((_, at) => Number(probabilities[2 * at + 1]! >= threshold!));
    expect(await labelsOf(onnx, plan, heldOut)).toEqual(expected);
    expect(new Set(expected).size).toBe(2);
  });

  it('leaves the model as it is where there is none, and its probabilities in any case', async () => {
    const plain = await trained(undefined);
    expect(plain.threshold).toBeUndefined();
    const chosen = await trained(0.9);
    expect(chosen.sha256).not.toBe(plain.sha256);
    expect(chosen.metrics['auc']).toBe(plain.metrics['auc']);
  });

  it('finds more of the second class when missing one is dear', async () => {
    const recallOf = async (wanted: object) => (await trained(wanted)).evaluation.classification!.classes[1]!.recall;
    const dear = await recallOf({ costs: { falsePositive: 1, falseNegative: 20 } });
    expect(dear).toBeGreaterThan(await recallOf({ costs: { falsePositive: 20, falseNegative: 1 } }));
  });

  it('is for binary tasks', () => {
    const { training } = projectOf({ training: { threshold: 0.3 } });
    expect(() => checkTraining(training, 'multiclass', 'label')).toThrow(InvalidProjectFileError);
    expect(() => checkTraining(training, 'regression', 'label')).toThrow('only a binary task has one');
  });
});

const labelOf = (row: number) => ((row * 7919) % 100 < size[row]! ? 'ill' : 'healthy');

async function labelsOf(onnx: Uint8Array, plan: Awaited<ReturnType<typeof trained>>['plan'], rows: typeof table) {
  const session = await createSession(onnx);
  const { numbers: values, rowCount } = new RowsOfTable(plan.features, rows).take();
  const tensor = new (onnxRuntime().Tensor)('float32', values, [rowCount, values.length / rowCount]);
  const { label } = await session.run({ numbers: tensor }, ['label']);
  return Array.from(label!.data as BigInt64Array, Number);
}
