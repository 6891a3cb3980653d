import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { FeaturePlan } from '#src/contracts/feature-plan.ts';
import { IntegrityError } from '#src/errors.ts';
import { readPredictor } from '#src/explain/read-predictor.ts';
import { modelToOnnx, type OnnxSource } from '#src/onnx/model-to-onnx.ts';
import { roundLeaves } from '#src/onnx/round-leaves.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import type { TreeEnsemble, TreeNode } from '#src/onnx/tree-ensemble.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';
import { rawScores } from '#test/support/evaluate-trees.ts';
import { anyEnsemble, anyRows, leaf, type Row } from '#test/support/random-trees.ts';

const names = ['a', 'b', 'c'];
const plan: FeaturePlan = {
  rawColumns: names.map((name) => ({ name, storage: 'float' })),
  steps: names.map((name) => ({ kind: 'numeric', feature: name, column: name })),
};
const written = (predictor: TreeEnsemble, form: OnnxSource['form']) =>
  modelToOnnx({ plan, predictor, task: 'regression', target: 'y', classes: [], form });
const compact = { trees: 'compact', explain: true } as const;
const tableFor = (rows: readonly Row[]) =>
  tableOf(
    ...names.map((name, index) =>
      numbers(
        name,
        rows.map((row) => row[index]!),
      ),
    ),
  );
const featuresOf = (row: Row) => row.map((cell) => Math.fround(cell ?? Number.NaN));
const scoresOf = async (onnx: Uint8Array, rows: readonly Row[]) =>
  Array.from(await scoreTable(onnx, plan, tableFor(rows)));

describe('compact trees', () => {
  it.prop([anyEnsemble, anyRows])('are walked as written', async (ensemble, rows) => {
    const found = await scoresOf(written(ensemble, compact), rows);
    for (const [row, cells] of rows.entries()) expect(found[row]).toBe(rawScores(ensemble, featuresOf(cells))[0]);
  });

  it.prop([anyEnsemble, anyRows])('are read as they were written, covers included', (ensemble, rows) => {
    const read = readPredictor(written(ensemble, compact)) as TreeEnsemble;
    for (const cells of rows) {
      expect(rawScores(read, featuresOf(cells))[0]).toBe(rawScores(ensemble, featuresOf(cells))[0]);
    }
    const grown = ensemble.trees.filter(({ nodes }) => nodes.length > 1);
    if (grown.length === 0) return;
    expect(read.trees.map(({ nodes }) => nodes[0]!.cover)).toEqual(
      grown.map(({ nodes }) => nodes.reduce((sum, node) => sum + (node.kind === 'leaf' ? node.cover! : 0), 0)),
    );
  });

  it('take sets of any size, and a category that nobody has', async () => {
    const sides = { feature: 2, categories: 500, left: 1, right: 2, missingGoesLeft: false, cover: 2 };
    const nodes = (members: readonly number[]): TreeNode[] => [
      { kind: 'categories', members, ...sides },
      leaf(1),
      leaf(2),
    ];
    const rows = [0, 1, 33, 140, 499].map((category): Row => [null, null, category]);
    const scored = (members: readonly number[]) =>
      scoresOf(written({ trees: [{ output: 0, nodes: nodes(members) }], baseScores: [0] }, compact), rows);
    expect(await scored([])).toEqual([2, 2, 2, 2, 2]);
    expect(await scored([...Array(200).keys()].map((at) => at * 2 + 1))).toEqual([2, 1, 1, 2, 2]);
    expect(await scored([...Array(500).keys()].filter((at) => at !== 140))).toEqual([1, 1, 1, 2, 1]);
  });

  it('are much smaller, and smaller still where leaves are shared or nothing is kept to explain by', () => {
    const split = { kind: 'split', comparison: '<=', missingGoesLeft: true, cover: 99 } as const;
    const nodes = Array.from({ length: 31 }, (_, at): TreeNode => {
      const children = { left: 2 * at + 1, right: 2 * at + 2 };
      return at < 15 ? { ...split, feature: at % 3, threshold: at / 7, ...children } : leaf(Math.sin(at));
    });
    const ensemble = { trees: Array.from({ length: 50 }, () => ({ output: 0, nodes })), baseScores: [0] };
    const spread = {
      ...ensemble,
      trees: ensemble.trees.map((tree, index) => ({
        ...tree,
        nodes: tree.nodes.map((node) => (node.kind === 'leaf' ? { ...node, value: node.value + index / 999 } : node)),
      })),
    };
    const size = (of: TreeEnsemble, form: OnnxSource['form']) => written(of, form).length;
    const [standard, whole] = [size(spread, undefined), size(spread, compact)];
    expect(whole).toBeLessThan(standard / 2);
    expect(size(spread, { trees: 'compact', explain: false })).toBeLessThan(whole);
    expect(size(spread, { trees: 'standard', explain: false })).toBeLessThan(standard);
    expect(size(roundLeaves(spread, 6).ensemble, compact)).toBeLessThan(0.9 * whole);
  });

  it('without covers do not explain', () => {
    const ensemble = { trees: [{ output: 0, nodes: [leaf(1)] }], baseScores: [0] };
    for (const trees of ['standard', 'compact'] as const) {
      expect(() => readPredictor(written(ensemble, { trees, explain: false }))).toThrow(IntegrityError);
      expect(() => readPredictor(written(ensemble, { trees, explain: false }))).toThrow('training.onnx.explain');
    }
  });
});

describe('roundLeaves', () => {
  it.prop([anyEnsemble, anyRows, fc.integer({ min: 4, max: 12 })])(
    'moves no score by more than it says',
    (ensemble, rows, bits) => {
      const { ensemble: rounded, bound } = roundLeaves(ensemble, bits);
      for (const cells of rows) {
        const [before, after] = [ensemble, rounded].map((of) => rawScores(of, featuresOf(cells))[0]!);
        expect(Math.abs(before! - after!)).toBeLessThanOrEqual(bound + 1e-5);
      }
      const values = new Set(
        rounded.trees.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'leaf' ? [node.value] : []))),
      );
      expect(values.size).toBeLessThan(2 ** bits);
    },
  );

  it('halves its error with every bit', () => {
    const nodes: TreeNode[] = [
      { kind: 'split', feature: 0, comparison: '<', threshold: 1, missingGoesLeft: false, left: 1, right: 2, cover: 2 },
      ...[leaf(0.377), leaf(1)],
    ];
    const other = nodes.map((node) => (node.kind === 'leaf' ? leaf(node.value / 3) : node));
    const ensemble = {
      trees: [
        { output: 0, nodes },
        { output: 0, nodes: other },
      ],
      baseScores: [0],
    };
    const bound = (bits: number) => roundLeaves(ensemble, bits).bound;
    expect(bound(12)).toBeLessThan(bound(4) / 50);
  });

  it('keeps small leaves beside a first tree that is far from 0', () => {
    const nodes = (low: number, high: number): TreeNode[] => [
      { kind: 'split', feature: 0, comparison: '<', threshold: 1, missingGoesLeft: false, left: 1, right: 2, cover: 2 },
      ...[leaf(low), leaf(high)],
    ];
    const trees = [nodes(1e6, 1e6 + 2), nodes(-0.5, 0.5)].map((each) => ({ output: 0, nodes: each }));
    const { ensemble, bound } = roundLeaves({ trees, baseScores: [0] }, 8);
    expect(bound).toBeLessThan(0.01);
    expect(ensemble.trees).toHaveLength(2);
  });

  it('takes out splits that no longer matter', () => {
    const split = { kind: 'split', feature: 0, comparison: '<', missingGoesLeft: false, cover: 4 } as const;
    const nodes: TreeNode[] = [
      { ...split, threshold: 1, left: 1, right: 2 },
      leaf(-8),
      ...[{ ...split, threshold: 2, left: 3, right: 4 }, leaf(8), leaf(7.999)],
    ];
    const { ensemble } = roundLeaves({ trees: [{ output: 0, nodes }], baseScores: [0] }, 4);
    expect(ensemble.trees[0]!.nodes).toHaveLength(3);
    expect(ensemble.trees[0]!.nodes[2]).toMatchObject({ kind: 'leaf', cover: 4 });
  });
});
