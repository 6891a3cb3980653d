import { describe, expect, it } from 'vitest';
import type { Task } from '#src/contracts/project-file.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import { explainRows } from '#src/explain/explain-rows.ts';
import { RowsOfTable } from '#src/onnx/rows-of-table.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { createRandom } from '#src/random.ts';
import { inspectOnnx } from '#src/serve/inspect-onnx.ts';
import { checkTraining } from '#src/train/check-training.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const random = createRandom(11);
const rows = [...Array(600).keys()];
const size = rows.map(() => (random() < 0.1 ? null : random() * 10));
const town = rows.map(() => (random() < 0.1 ? null : `town ${Math.floor(random() * 12)}`));
const value = rows.map((row) => (size[row] ?? 4) * 3 + (Number(town[row]?.slice(5) ?? 5) % 4) * 5 + random());
const targets: Record<Task, (score: number) => number> = {
  binary: (score) => Number(score > 22),
  multiclass: (score) => Math.floor(Math.min(score, 44) / 15),
  regression: (score) => 1e5 + score,
};
const tableFor = (task: Task) =>
  tableOf(numbers('size', size), texts('town', town), numbers('label', value.map(targets[task])));

const hyperparameters = {
  lightgbm: { num_iterations: 20, min_data_per_group: 5 },
  xgboost: { num_boost_round: 20 },
};
type Algorithm = keyof typeof hyperparameters;
const trained = (algorithm: Algorithm, task: Task, training: object) =>
  fitProject(
    tableFor(task),
    projectOf({
      ...{ task, features: { encode: 'native' } },
      training: { algorithm, hyperparameters: hyperparameters[algorithm], ...training },
    }),
  );
const CASES = (['lightgbm', 'xgboost'] as const).flatMap((algorithm) =>
  (['binary', 'multiclass', 'regression'] as const).map((task) => [algorithm, task] as const),
);

describe('training.onnx', () => {
  it.each(CASES)('writes the same predictions and explanations smaller: %s, %s', async (algorithm, task) => {
    const table = tableFor(task);
    const plain = await trained(algorithm, task, {});
    const { onnx, plan, size: saved, conversionError } = await trained(algorithm, task, { onnx: { trees: 'compact' } });
    expect(plain.size).toBeUndefined();
    expect(saved).toEqual({ bytes: { before: plain.onnx.length, after: onnx.length } });
    expect(onnx.length).toBeLessThan(0.7 * plain.onnx.length);
    expect(conversionError).toBe(plain.conversionError);
    expect(inspectOnnx(onnx).domains).toEqual(new Set(['ai.onnx.ml']));
    const [before, after] = [
      await scoreTable(plain.onnx, plan.features, table),
      await scoreTable(onnx, plan.features, table),
    ];
    for (const [at, wanted] of before.entries()) expect(after[at]! / wanted).toBeCloseTo(1, 5);
    const explained = (model: Uint8Array) =>
      explainRows(model, plan.features, new RowsOfTable(plan.features, table).take(0, 20));
    const [one, other] = [await explained(plain.onnx), await explained(onnx)];
    for (const [row, outputs] of one.contributions.entries()) {
      for (const [output, own] of outputs.entries()) {
        for (const [column, part] of own.entries()) {
          expect(other.contributions[row]![output]![column]).toBeCloseTo(part, 2);
        }
      }
    }
  });

  it.each(CASES)(
    'rounds leaves, and says by how much predictions and metrics differ: %s, %s',
    async (algorithm, task) => {
      const plain = await trained(algorithm, task, {});
      const { size: saved, metrics } = await trained(algorithm, task, { onnx: { trees: 'compact', leafBits: 8 } });
      const { bytes, rounding } = saved!;
      const compact = await trained(algorithm, task, { onnx: { trees: 'compact' } });
      expect(bytes.after).toBeLessThan(compact.onnx.length);
      expect(rounding!.bound).toBeGreaterThan(0);
      expect(rounding!.difference).toBeGreaterThan(0);
      expect(rounding!.after).toEqual(metrics);
      for (const [name, found] of Object.entries(rounding!.before)) expect(found).toBe(plain.metrics[name]);
    },
  );

  it('goes with a calibration and a threshold, and gives the same bytes again', async () => {
    const settings = { onnx: { trees: 'compact', leafBits: 6 }, calibration: 'isotonic', threshold: 'maximizeF1' };
    const once = await trained('lightgbm', 'binary', settings);
    expect(once.size!.rounding!.after).toEqual(once.metrics);
    expect(once.calibration!.after['brier']).toBe(once.metrics['brier']);
    expect((await trained('lightgbm', 'binary', settings)).sha256).toBe(once.sha256);
  });

  it('tells what pruned rounds would have taken, in the same form', async () => {
    const early = { earlyStopping: { rounds: 20, fraction: 0.2 } };
    for (const algorithm of ['lightgbm', 'xgboost'] as const) {
      for (const onnx of [{}, { trees: 'compact', leafBits: 8 }]) {
        const whole = await trained(algorithm, 'binary', { ...early, onnx });
        const { pruning, ...kept } = await trained(algorithm, 'binary', { ...early, prune: { tolerance: 0.3 }, onnx });
        expect(pruning!.bytes).toEqual({ before: whole.onnx.length, after: kept.onnx.length });
        expect(kept.onnx.length).toBeLessThan(whole.onnx.length);
      }
    }
  });

  it.each([
    [{ onnx: { leafBits: 8 } }, 'rounded leaves save little in standard trees'],
    [{ algorithm: 'linear', onnx: { trees: 'compact' } }, 'a linear model has no trees'],
    [{ algorithm: 'linear', onnx: { explain: false } }, 'a linear model has no trees'],
  ])('refuses what would save little: %j', (settings, message) => {
    const { training } = projectOf({ training: settings });
    expect(() => checkTraining(training, 'binary', 'label')).toThrow(InvalidProjectFileError);
    expect(() => checkTraining(training, 'binary', 'label')).toThrow(message);
  });

  it.each([{ trees: 'tiny' }, { leafBits: 3 }, { leafBits: 17 }, { leafBits: 7.5 }, { precision: 'float16' }])(
    'is no setting: %j',
    (onnx) => {
      expect(() => projectOf({ training: { onnx } })).toThrow();
    },
  );
});
