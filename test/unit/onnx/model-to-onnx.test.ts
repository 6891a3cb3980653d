import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { FeaturePlan } from '#src/contracts/feature-plan.ts';
import { modelToOnnx } from '#src/onnx/model-to-onnx.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import type { Tree, TreeEnsemble, TreeNode } from '#src/onnx/tree-ensemble.ts';
import { inspectOnnx } from '#src/serve/inspect-onnx.ts';
import { createSession, onnxRuntime } from '#src/serve/onnx-runtime.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';
import { rawScores } from '#test/support/evaluate-trees.ts';

const names = ['a', 'b'];
const plan: FeaturePlan = {
  rawColumns: names.map((name) => ({ name, storage: 'float' })),
  steps: names.map((name) => ({ kind: 'numeric', feature: name, column: name, fill: null })),
};
const common = { plan, target: 'y' };

const leaf = (value: number): TreeNode => ({ kind: 'leaf', value });
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
  [0, 0],
  [1, 0],
  [2, 0],
  [null, 0],
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
);

const scores = async (trees: TreeEnsemble) =>
  Array.from(await scoreTable(modelToOnnx({ ...common, trees, task: 'regression', classes: [] }), plan, table));

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

  it('adds base scores, and knows trees of a single leaf', async () => {
    const trees = [stump(0), { output: 0, nodes: [leaf(10)] }];
    expect(await scores({ trees, baseScores: [100] })).toEqual([109, 109, 112, 112]);
  });

  it('gives both classes of a binary model', async () => {
    const onnx = modelToOnnx({
      ...common,
      trees: { trees: [stump(0)], baseScores: [0.5] },
      task: 'binary',
      classes: ['no', 'yes'],
    });
    const probability = 1 / (1 + Math.exp(0.5));
    const [no, yes] = await scoreTable(onnx, plan, table);
    expect(no).toBeCloseTo(1 - probability, 6);
    expect(yes).toBeCloseTo(probability, 6);
  });

  it('gives probabilities and the most probable class of a multiclass model, whose trees go round the classes', async () => {
    const trees = { trees: [stump(0), stump(1, { threshold: 0 }), stump(2, { feature: 1 })], baseScores: [0, 0, 1] };
    const onnx = modelToOnnx({ ...common, trees, task: 'multiclass', classes: [1, 2, 3] });
    const session = await createSession(onnx);
    expect(session.inputNames).toEqual(['numbers']);
    expect(session.outputNames).toEqual(['label', 'probabilities']);
    const { Tensor } = onnxRuntime();
    const { label, probabilities } = await session.run({
      numbers: new Tensor('float32', Float32Array.of(0, 0, 1, 0, 2, 0), [3, 2]),
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
      trees: { trees: [stump(0)], baseScores: [0] },
      task: 'binary' as const,
      classes: ['no', 'yes'],
    };
    const onnx = modelToOnnx(source);
    expect(modelToOnnx(source)).toEqual(onnx);
    expect(inspectOnnx(onnx)).toEqual({ domains: new Set(['ai.onnx.ml']), hasExternalData: false });
  });

  it('says in its metadata what goes in and comes out', () => {
    const text = new TextDecoder().decode(
      modelToOnnx({ ...common, trees: { trees: [stump(0)], baseScores: [0] }, task: 'binary', classes: [false, true] }),
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

  const value = fc.constantFrom(-1.5, 0, 0.1, Math.fround(0.1), 1, 3e38);
  const tree = fc.record({
    output: fc.constant(0),
    nodes: fc.letrec<{ node: TreeNode[] }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.integer({ min: -100, max: 100 }).map((number) => [leaf(number / 8)]),
        fc
          .tuple(fc.nat(1), fc.constantFrom('<' as const, '<=' as const), value, fc.boolean(), tie('node'), tie('node'))
          .map(([feature, comparison, threshold, missingGoesLeft, left, right]) =>
            joined(left, right, { feature, comparison, threshold: Math.fround(threshold), missingGoesLeft }),
          ),
      ),
    })).node,
  });
  const anyRows = fc.array(fc.tuple(fc.option(value), fc.option(value)), { minLength: 1, maxLength: 8 });

  it.prop([fc.array(tree, { minLength: 1, maxLength: 4 }), anyRows])(
    'walks any trees as written',
    async (trees, given) => {
      const ensemble = { trees, baseScores: [0] };
      const onnx = modelToOnnx({ ...common, trees: ensemble, task: 'regression', classes: [] });
      const column = (name: string, index: 0 | 1) =>
        numbers(
          name,
          given.map((cells) => cells[index]),
        );
      const predicted = await scoreTable(onnx, plan, tableOf(column('a', 0), column('b', 1)));
      const expected = given.map(
        (cells) =>
          rawScores(
            ensemble,
            cells.map((cell) => Math.fround(cell ?? Number.NaN)),
          )[0],
      );
      expect(Array.from(predicted)).toEqual(expected);
    },
  );
});

type Split = Omit<Extract<TreeNode, { kind: 'split' }>, 'kind' | 'left' | 'right'>;

/** A split in front of two trees, whose nodes move to their new places. */
function joined(left: readonly TreeNode[], right: readonly TreeNode[], split: Split): TreeNode[] {
  const moved = (nodes: readonly TreeNode[], by: number) =>
    nodes.map((node) => (node.kind === 'leaf' ? node : { ...node, left: node.left + by, right: node.right + by }));
  const root: TreeNode = { kind: 'split', ...split, left: 1, right: 1 + left.length };
  return [root, ...moved(left, 1), ...moved(right, 1 + left.length)];
}
