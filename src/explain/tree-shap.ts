import type { FeatureMatrix } from '../featurize/feature-matrix.ts';
import type { TreeEnsemble } from '../onnx/tree-ensemble.ts';
import { type FlatTree, flatTree, LEAF, nextNode } from './flat-tree.ts';
import { UniquePath } from './unique-path.ts';

/**
 * What each feature adds to the raw scores of each row:
 * `values[(row * outputs + output) * (features + 1) + feature]`. After the features of an output comes what it is
 * without any of them; all of them together are the raw score.
 */
export interface Contributions {
  readonly outputs: number;
  readonly features: number;
  readonly values: Float64Array;
}

/**
 * Shapley values of the trees, exact, where a feature that is not known splits rows as the training rows were split.
 * Every tree needs the covers of its nodes.
 *
 * @see Lundberg et al. (2020), "From local explanations to global understanding with explainable AI for trees",
 * algorithm 2 (tree_path_dependent)
 */
export function treeShap(
  { trees, baseScores }: TreeEnsemble,
  { rowCount, names, values }: FeatureMatrix,
): Contributions {
  const [outputs, features] = [baseScores.length, names.length];
  const width = features + 1;
  const sums = new Float64Array(rowCount * outputs * width);
  const expected = [...baseScores];
  for (const tree of trees) {
    const flat = flatTree(tree);
    expected[tree.output]! += expectedValue(flat, 0);
    if (flat.kind[0] === LEAF) continue;
    const walk = new Walk(flat);
    for (let row = 0; row < rowCount; row += 1) {
      const at = (row * outputs + tree.output) * width;
      walk.addTo(sums.subarray(at, at + width), values.subarray(row * features, (row + 1) * features));
    }
  }
  for (let place = 0; place < rowCount * outputs; place += 1) {
    sums[place * width + features] = expected[place % outputs]!;
  }
  return { outputs, features, values: sums };
}

/** Mean over the training rows below the node. */
function expectedValue(tree: FlatTree, node: number): number {
  if (tree.kind[node] === LEAF) return tree.value[node]!;
  const [left, right] = [tree.left[node]!, tree.right[node]!];
  return (
    shareOf(tree, left, right) * expectedValue(tree, left) + shareOf(tree, right, left) * expectedValue(tree, right)
  );
}

/** Of the rows that reach a node or its sibling; both the same where no row that counts did. */
function shareOf({ cover }: FlatTree, node: number, sibling: number): number {
  const total = cover[node]! + cover[sibling]!;
  return total > 0 ? cover[node]! / total : 0.5;
}

/** Takes a row through all of a tree, both ways at each split. */
class Walk {
  readonly #tree: FlatTree;
  readonly #path: UniquePath;
  #row: Float32Array = new Float32Array(0);
  #sums: Float64Array = new Float64Array(0);

  constructor(tree: FlatTree) {
    this.#tree = tree;
    this.#path = new UniquePath(tree.depth);
  }

  addTo(sums: Float64Array, row: Float32Array): void {
    this.#row = row;
    this.#sums = sums;
    this.#visit(0, 0, 0, 1, 1, -1);
  }

  /**
   * @param from - where the path of the node above is
   * @param length - of that path
   * @param zero - share of the rows above that reach the node when the feature is not known
   * @param one - whether the row itself reaches it, 1 or 0
   */
  #visit(node: number, from: number, length: number, zero: number, one: number, feature: number): void {
    const path = this.#path;
    const start = path.extended(from, length, zero, one, feature);
    const { kind, value, feature: features, left, right } = this.#tree;
    if (kind[node] === LEAF) {
      path.addLeaf(start, length + 1, value[node]!, this.#sums);
      return;
    }
    const split = features[node]!;
    const hot = nextNode(this.#tree, node, this.#row);
    const cold = hot === left[node] ? right[node]! : left[node]!;
    const before = path.find(start, length + 1, split);
    let [above, whole, part] = [length + 1, 1, 1];
    if (before !== -1) {
      whole = path.zero(start + before);
      part = path.one(start + before);
      path.unwind(start, length + 1, before);
      above = length;
    }
    const toHot = whole * shareOf(this.#tree, hot, cold);
    const toCold = whole * shareOf(this.#tree, cold, hot);
    if (toHot > 0 || part > 0) this.#visit(hot, start, above, toHot, part, split);
    if (toCold > 0) this.#visit(cold, start, above, toCold, 0, split);
  }
}
