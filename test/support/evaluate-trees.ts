import type { Tree, TreeEnsemble } from '#src/onnx/tree-ensemble.ts';

/** The raw scores of one row, one per output, by walking every tree. */
export function rawScores({ trees, baseScores }: TreeEnsemble, row: ArrayLike<number>): number[] {
  const scores = [...baseScores];
  for (const tree of trees) scores[tree.output]! += leafValue(tree, row);
  return scores;
}

function leafValue({ nodes }: Tree, row: ArrayLike<number>): number {
  let node = nodes[0]!;
  while (node.kind === 'split') {
    const value = row[node.feature]!;
    const below = node.comparison === '<' ? value < node.threshold : value <= node.threshold;
    node = nodes[(Number.isNaN(value) ? node.missingGoesLeft : below) ? node.left : node.right]!;
  }
  return node.value;
}
