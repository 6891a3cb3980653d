import { describe, expect, it } from 'vitest';
import type { Task } from '#src/contracts/project-file.ts';
import { IntegrityError } from '#src/errors.ts';
import { explainRows } from '#src/explain/explain-rows.ts';
import { readPredictor } from '#src/explain/read-predictor.ts';
import { modelToOnnx } from '#src/onnx/model-to-onnx.ts';
import { RowsOfTable } from '#src/onnx/rows-of-table.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import type { TreeEnsemble } from '#src/onnx/tree-ensemble.ts';
import { createRandom } from '#src/random.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';
import { wineModel } from '#test/support/trained-wine.ts';

const ROWS = 300;
const random = createRandom(7);
const rows = [...Array(ROWS).keys()];
const size = rows.map(() => (random() < 0.1 ? null : random() * 10));
const age = rows.map(() => (random() < 0.1 ? null : Math.floor(random() * 80)));
const town = rows.map(() => (random() < 0.1 ? null : `town ${Math.floor(random() * 8)}`));
const score = rows.map((row) => (size[row] ?? 4) * 3 + (age[row] ?? 20) / 4 + (town[row] === 'town 3' ? 15 : 0));
const targets: Record<Task, (score: number) => number> = {
  binary: (value) => Number(value > 25),
  multiclass: (value) => Math.floor(Math.min(value, 44) / 15),
  regression: (value) => value,
};
const tableFor = (task: Task) =>
  tableOf(numbers('size', size), numbers('age', age), texts('town', town), numbers('label', score.map(targets[task])));

const ALGORITHMS = ['lightgbm', 'xgboost', 'linear'] as const;
const TASKS = ['binary', 'multiclass', 'regression'] as const;
const CASES = ALGORITHMS.flatMap((algorithm) =>
  TASKS.flatMap((task) => (['native', 'onehot'] as const).map((encode) => [algorithm, task, encode] as const)),
);

async function explained(algorithm: string, task: Task, encode: string) {
  const table = tableFor(task);
  const features = { encode, derived: { both: 'size * age' } };
  const hyperparameters =
    algorithm === 'lightgbm' ? { num_iterations: 20, min_data_per_group: 5 } : { num_boost_round: 20 };
  const project = projectOf({ task, features, training: { algorithm, hyperparameters } });
  const { onnx, plan } = await fitProject(table, project);
  const explanation = await explainRows(onnx, plan.features, new RowsOfTable(plan.features, table).take());
  return { table, onnx, plan, explanation };
}

/** What the graph reports, from raw scores. */
function reported(scores: readonly number[], task: Task): number[] {
  if (task === 'regression') return [...scores];
  if (task === 'binary') {
    const second = 1 / (1 + Math.exp(-scores[0]!));
    return [1 - second, second];
  }
  const powers = scores.map((value) => Math.exp(value - Math.max(...scores)));
  return powers.map((power) => power / powers.reduce((sum, other) => sum + other, 0));
}

describe('explainRows', () => {
  it.each(CASES)('adds up to what the graph says: %s, %s, %s', async (algorithm, task, encode) => {
    const { table, onnx, plan, explanation } = await explained(algorithm, task, encode);
    expect(explanation.columns).toEqual(['size', 'age', 'town']);
    const predicted = await scoreTable(onnx, plan.features, table);
    const width = predicted.length / ROWS;
    for (const [row, outputs] of explanation.contributions.entries()) {
      const scores = outputs.map((own, output) => own.reduce((sum, part) => sum + part, explanation.base[output]!));
      for (const [at, value] of reported(scores, task).entries()) {
        expect(Math.abs(value - predicted[row * width + at]!), `row ${row}`).toBeLessThan(1e-4);
      }
    }
  });

  it('gives the columns their part of what is computed from them', async () => {
    const { explanation } = await explained('xgboost', 'regression', 'native');
    const warm = rows.filter((row) => town[row] === 'town 3');
    const ofTown = (row: number) => explanation.contributions[row]![0]![2]!;
    const mean = (chosen: readonly number[]) => chosen.reduce((sum, row) => sum + ofTown(row), 0) / chosen.length;
    expect(mean(warm)).toBeGreaterThan(5);
    expect(mean(rows.filter((row) => town[row] !== 'town 3'))).toBeLessThan(0);
  });

  it('refuses a model that it did not write', async () => {
    await expect(
      explainRows(
        wineModel(),
        { rawColumns: [], steps: [] },
        { rowCount: 0, numbers: new Float32Array(), strings: [] },
      ),
    ).rejects.toThrow(IntegrityError);
    expect(() => readPredictor(new Uint8Array([1, 2, 3]))).toThrow(IntegrityError);
  });
});

describe('readPredictor', () => {
  const plan = {
    rawColumns: [{ name: 'a', storage: 'float' as const }],
    steps: [{ kind: 'numeric' as const, feature: 'a', column: 'a' }],
  };
  const written = (predictor: TreeEnsemble) =>
    modelToOnnx({ plan, predictor, task: 'regression', target: 'y', classes: [] });
  const leaf = (value: number, cover: number) => ({ kind: 'leaf', value, cover }) as const;
  const sides = { feature: 0, left: 1, right: 2, cover: 5 };

  it('reads trees as they were written, chains of categories included', () => {
    const split = { kind: 'split', comparison: '<', threshold: 0.5, missingGoesLeft: true, ...sides } as const;
    const inner = { kind: 'categories', members: [1, 4], categories: 9, missingGoesLeft: true, ...sides } as const;
    const trees = [
      { output: 0, nodes: [split, leaf(-1, 2), leaf(2, 3)] },
      {
        output: 0,
        nodes: [inner, leaf(-1, 2), { ...inner, members: [2], left: 3, right: 4, cover: 3 }, leaf(4, 1), leaf(8, 2)],
      },
    ];
    const { trees: found, ...rest } = readPredictor(written({ trees, baseScores: [0.5] })) as TreeEnsemble;
    expect(rest).toEqual({ baseScores: [0.5] });
    expect(found[0]).toEqual(trees[0]);
    expect(found[1]!.nodes.map((node) => ({ ...node, categories: 0 }))).toEqual(
      trees[1]!.nodes.map((node) => ({ ...node, categories: 0 })),
    );
  });

  it('refuses trees that do not say how many rows went where', () => {
    const trees = [{ output: 0, nodes: [{ kind: 'leaf', value: 1 } as const] }];
    expect(() => readPredictor(written({ trees, baseScores: [0] }))).toThrow(/how many rows/);
  });
});
