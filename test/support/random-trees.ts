import { fc } from '@fast-check/vitest';
import type { TreeEnsemble, TreeNode } from '#src/onnx/tree-ensemble.ts';

/** Of the third feature. */
export const CATEGORIES = 40;

export const leaf = (value: number, cover = 1): TreeNode => ({ kind: 'leaf', value, cover });

const value = fc.constantFrom(-1.5, 0, 0.1, Math.fround(0.1), 1, 3e38);
const cell = fc.option(value);
const whole = fc.integer({ min: -100, max: 100 }).map((number) => number / 8);

/** Trees of two numbers and one category, whose scores are exact in float32. */
export const anyEnsemble: fc.Arbitrary<TreeEnsemble> = fc
  .array(
    fc.letrec<{ node: TreeNode[] }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(whole, fc.integer({ min: 1, max: 99 })).map(([number, cover]) => [leaf(number, cover)]),
        fc
          .tuple(fc.nat(1), fc.constantFrom('<' as const, '<=' as const), value, fc.boolean(), tie('node'), tie('node'))
          .map(([feature, comparison, threshold, missingGoesLeft, left, right]) => {
            const split = { feature, comparison, threshold: Math.fround(threshold), missingGoesLeft };
            return joined(left, right, { kind: 'split', ...split });
          }),
        fc
          .tuple(fc.subarray([...Array(CATEGORIES).keys()]), fc.boolean(), tie('node'), tie('node'))
          .map(([members, missingGoesLeft, left, right]) => {
            const split = { feature: 2, members, categories: CATEGORIES, missingGoesLeft };
            return joined(left, right, { kind: 'categories', ...split });
          }),
      ),
    })).node,
    { minLength: 1, maxLength: 4 },
  )
  .map((trees) => ({ trees: trees.map((nodes) => ({ output: 0, nodes })), baseScores: [0.5] }));

export type Row = readonly [number | null, number | null, number | null];

export const anyRows = fc.array(fc.tuple(cell, cell, fc.option(fc.nat(CATEGORIES - 1))), {
  ...{ minLength: 1, maxLength: 8 },
});

type Inner = Exclude<TreeNode, { kind: 'leaf' }>;
type Split = Inner extends infer Node ? (Node extends Inner ? Omit<Node, 'left' | 'right'> : never) : never;

/** A split in front of two trees, whose nodes move to their new places. */
export function joined(left: readonly TreeNode[], right: readonly TreeNode[], split: Split): TreeNode[] {
  const moved = (nodes: readonly TreeNode[], by: number) =>
    nodes.map((node) => (node.kind === 'leaf' ? node : { ...node, left: node.left + by, right: node.right + by }));
  const root: TreeNode = { ...split, left: 1, right: 1 + left.length };
  return [root, ...moved(left, 1), ...moved(right, 1 + left.length)];
}
