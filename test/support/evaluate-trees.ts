import type { Tree, TreeEnsemble, TreeNode } from '#src/onnx/tree-ensemble.ts';
import type { TrainedModel } from '#src/train/learner.ts';

/** The raw scores of one row, one per output, by walking every tree. */
export function rawScores({ trees, baseScores }: TreeEnsemble, row: ArrayLike<number>): number[] {
  const scores = [...baseScores];
  for (const tree of trees) scores[tree.output]! += leafValue(tree, row);
  return scores;
}

function leafValue({ nodes }: Tree, row: ArrayLike<number>): number {
  let node = nodes[0]!;
  while (node.kind !== 'leaf') {
    const value = row[node.feature]!;
    node = nodes[(Number.isNaN(value) ? node.missingGoesLeft : goesLeft(node, value)) ? node.left : node.right]!;
  }
  return node.value;
}

function goesLeft(node: Exclude<TreeNode, { kind: 'leaf' }>, value: number): boolean {
  if (node.kind === 'categories') return node.members.includes(value);
  return node.comparison === '<' ? value < node.threshold : value <= node.threshold;
}

/** The trees of a model that has some. */
export function treesOf({ predictor }: Pick<TrainedModel, 'predictor'>): TreeEnsemble {
  if ('trees' in predictor) return predictor;
  throw new TypeError('a linear model has no trees');
}
