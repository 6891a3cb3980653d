import { it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { FeaturePlan } from '#src/contracts/feature-plan.ts';
import { modelToOnnx, type Predictor } from '#src/onnx/model-to-onnx.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import type { Tree, TreeNode } from '#src/onnx/tree-ensemble.ts';
import { inspectOnnx } from '#src/serve/inspect-onnx.ts';
import { createSession, onnxRuntime } from '#src/serve/onnx-runtime.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';
import { rawScores } from '#test/support/evaluate-trees.ts';
import { anyEnsemble, anyRows, CATEGORIES, joined, leaf } from '#test/support/random-trees.ts';

const names = ['a', 'b', 'c'];
const plan: FeaturePlan = {
  rawColumns: names.map((name) => ({ name, storage: 'float' })),
  steps: names.map((name) => ({ kind: 'numeric', feature: name, column: name })),
};
const common = { plan, target: 'y' };

const stump = (output: number, split: Partial<Extract<TreeNode, { kind: 'split' }>> = {}): Tree => ({
  output,
  nodes: [
    {
      ...{ kind: 'split', feature: 0, comparison: '<=', threshold: 1, missingGoesLeft: false, left: 1, right: 2 },
      ...split,
    },
    leaf(-1),
    leaf(2),
  ],
});

const rows = [
  [0, 0, 0],
  [1, 0, 5],
  [2, 0, 39],
  [null, 0, null],
] as const;
const table = tableOf(
  numbers(
    'a',
    rows.map(([a]) => a),
  ),
  numbers(
    'b',
    rows.map(([, b]) => b),
  ),
  numbers(
    'c',
    rows.map(([, , c]) => c),
  ),
);

const scores = async (predictor: Predictor) =>
  Array.from(await scoreTable(modelToOnnx({ ...common, predictor, task: 'regression', classes: [] }), plan, table));

describe('modelToOnnx', () => {
  it.each([
    [{ comparison: '<=' }, [-1, -1, 2, 2]],
    [{ comparison: '<' }, [-1, 2, 2, 2]],
    [{ comparison: '<=', missingGoesLeft: true }, [-1, -1, 2, -1]],
    [{ comparison: '<', missingGoesLeft: true }, [-1, 2, 2, -1]],
    [{ comparison: '<=', threshold: Number.POSITIVE_INFINITY }, [-1, -1, -1, 2]],
    [{ feature: 1, threshold: -1 }, [2, 2, 2, 2]],
  ] as const)('splits as the tree does: %j', async (split, expected) => {
    expect(await scores({ trees: [stump(0, split)], baseScores: [0] })).toEqual(expected);
  });

  it.each([
    [[0, 5], false, [-1, -1, 2, 2]],
    [[5], true, [2, -1, 2, -1]],
    [[...Array(39).keys()], false, [-1, -1, 2, 2]],
    [[...Array(39).keys()], true, [-1, -1, 2, -1]],
    [[], true, [2, 2, 2, -1]],
  ] as const)('sends the categories %j left, and missing ones: %s', async (members, missingGoesLeft, expected) => {
    const split = { kind: 'categories', feature: 2, members, categories: CATEGORIES, missingGoesLeft } as const;
    const nodes = joined([leaf(-1)], [leaf(2)], split);
    expect(await scores({ trees: [{ output: 0, nodes }], baseScores: [0] })).toEqual(expected);
  });

  it('compares at most half of the categories, one after the other', () => {
    const bytes = (members: number) => {
      const split = { feature: 2, members: [...Array(members).keys()], categories: CATEGORIES, missingGoesLeft: true };
      const nodes = joined([leaf(-1)], [leaf(2)], { kind: 'categories', ...split });
      const predictor = { trees: [{ output: 0, nodes }], baseScores: [0] };
      return modelToOnnx({ ...common, predictor, task: 'regression', classes: [] }).length;
    };
    expect(bytes(39)).toBe(bytes(1));
    expect(bytes(20)).toBeGreaterThan(bytes(30));
  });

  it('adds the terms of a linear model, to which what is missing adds nothing', async () => {
    const predictor = {
      intercepts: [10],
      numbers: [{ feature: 0, mean: 1, deviation: 2, weights: [8] }],
      categories: [{ feature: 2, weights: [...Array(CATEGORIES).keys()].map((category) => [100 * category]) }],
    };
    expect(await scores(predictor)).toEqual([6, 510, 3914, 10]);
  });

  it('gives the exponential of scores that are logarithms', async () => {
    const [first] = await scores({ trees: [stump(0)], baseScores: [3], link: 'log' });
    expect(first).toBeCloseTo(Math.exp(2), 5);
  });

  it('adds base scores, and knows trees of a single leaf', async () => {
    const trees = [stump(0), { output: 0, nodes: [leaf(10)] }];
    expect(await scores({ trees, baseScores: [100] })).toEqual([109, 109, 112, 112]);
  });

  it('gives both classes of a binary model', async () => {
    const onnx = modelToOnnx({
      ...common,
      predictor: { trees: [stump(0)], baseScores: [0.5] },
      task: 'binary',
      classes: ['no', 'yes'],
    });
    const probability = 1 / (1 + Math.exp(0.5));
    const [no, yes] = await scoreTable(onnx, plan, table);
    expect(no).toBeCloseTo(1 - probability, 6);
    expect(yes).toBeCloseTo(probability, 6);
  });

  it.each([-30, -20, 0.5, 20, 30])('keeps the last digits of probabilities near 0, of the score %d', async (score) => {
    const predictor = { trees: [{ output: 0, nodes: [leaf(score)] }], baseScores: [0] };
    const onnx = modelToOnnx({ ...common, predictor, task: 'binary', classes: ['no', 'yes'] });
    const [no, yes] = await scoreTable(onnx, plan, table);
    expect(no! * (1 + Math.exp(score))).toBeCloseTo(1, 5);
    expect(yes! * (1 + Math.exp(-score))).toBeCloseTo(1, 5);
  });

  it('gives probabilities and the most probable class of a multiclass model, whose trees go round the classes', async () => {
    const trees = { trees: [stump(0), stump(1, { threshold: 0 }), stump(2, { feature: 1 })], baseScores: [0, 0, 1] };
    const onnx = modelToOnnx({ ...common, predictor: trees, task: 'multiclass', classes: [1, 2, 3] });
    const session = await createSession(onnx);
    expect(session.inputNames).toEqual(['numbers']);
    expect(session.outputNames).toEqual(['label', 'probabilities']);
    const { Tensor } = onnxRuntime();
    const { label, probabilities } = await session.run({
      numbers: new Tensor('float32', Float32Array.of(0, 0, 0, 1, 0, 0, 2, 0, 0), [3, 3]),
    });
    expect(probabilities!.dims).toEqual([3, 3]);
    expect(Array.from(label!.data as BigInt64Array)).toEqual([2n, 1n, 0n]); // of equals the first
    const first = [-1, -1, 0].map(Math.exp);
    const sum = first.reduce((a, b) => a + b);
    for (const [index, value] of first.entries()) expect(probabilities!.data[index]).toBeCloseTo(value / sum, 6);
  });

  it('gives the same bytes for the same source, of standard operators without other files', () => {
    const source = {
      ...common,
      predictor: { trees: [stump(0)], baseScores: [0] },
      task: 'binary' as const,
      classes: ['no', 'yes'],
    };
    const onnx = modelToOnnx(source);
    expect(modelToOnnx(source)).toEqual(onnx);
    expect(inspectOnnx(onnx)).toEqual({ domains: new Set(['ai.onnx.ml']), hasExternalData: false });
  });

  it('says in its metadata what goes in and comes out', () => {
    const text = new TextDecoder().decode(
      modelToOnnx({
        ...common,
        predictor: { trees: [stump(0)], baseScores: [0] },
        task: 'binary',
        classes: [false, true],
      }),
    );
    for (const part of [
      'driftloop.task',
      'binary',
      '[false,true]',
      'driftloop.target',
      JSON.stringify(plan.rawColumns),
    ]) {
      expect(text).toContain(part);
    }
  });

  it.prop([anyEnsemble, anyRows])('walks any trees as written', async (ensemble, given) => {
    const onnx = modelToOnnx({ ...common, predictor: ensemble, task: 'regression', classes: [] });
    const column = (name: string, index: 0 | 1 | 2) =>
      numbers(
        name,
        given.map((cells) => cells[index]),
      );
    const predicted = await scoreTable(onnx, plan, tableOf(column('a', 0), column('b', 1), column('c', 2)));
    const expected = given.map(
      (cells) =>
        rawScores(
          ensemble,
          cells.map((cell) => Math.fround(cell ?? Number.NaN)),
        )[0],
    );
    expect(Array.from(predicted)).toEqual(expected);
  });
});
