import type { Tree, TreeEnsemble, TreeNode } from './tree-ensemble.ts';

export interface RoundedTrees {
  readonly ensemble: TreeEnsemble;
  /** By how much a raw score may differ, at most: of the output where it is the most. */
  readonly bound: number;
}

/**
 * Rounds leaves to 2^bits − 1 evenly spaced values per output, so that many are equal, and takes splits out that
 * no longer matter. What all leaves of a tree have in common goes into the base score before, or the first tree of a
 * regression far from 0 would leave the others nothing.
 */
export function roundLeaves({ trees, baseScores }: TreeEnsemble, bits: number): RoundedTrees {
  const base = [...baseScores];
  const centred = trees.map((tree) => {
    const { middle, half } = extentOf(tree);
    base[tree.output]! += middle;
    return { tree, middle, half };
  });
  const steps = base.map((_, output) => {
    const widest = centred.reduce((most, each) => (each.tree.output === output ? Math.max(most, each.half) : most), 0);
    return widest / (2 ** (bits - 1) - 1);
  });
  const errors = base.map(() => 0);
  const rounded = centred.map(({ tree, middle }) => {
    let worst = 0;
    const step = steps[tree.output]!;
    const round = (value: number) => {
      const found = step === 0 ? 0 : Math.fround(Math.round((value - middle) / step) * step);
      worst = Math.max(worst, Math.abs(found - (value - middle)));
      return found;
    };
    const nodes = tree.nodes.map((node) => (node.kind === 'leaf' ? { ...node, value: round(node.value) } : node));
    errors[tree.output]! += worst;
    return { ...tree, nodes: withoutIdleSplits(nodes) };
  });
  return { ensemble: { trees: rounded, baseScores: base }, bound: Math.max(...errors) };
}

/** The middle between a tree's smallest and largest leaf, and how far these are from it. */
function extentOf({ nodes }: Tree): { readonly middle: number; readonly half: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const node of nodes) {
    if (node.kind !== 'leaf') continue;
    low = Math.min(low, node.value);
    high = Math.max(high, node.value);
  }
  return { middle: (low + high) / 2, half: (high - low) / 2 };
}

/** The tree without splits that lead to equal leaves either way; the root is first. */
function withoutIdleSplits(nodes: readonly TreeNode[]): TreeNode[] {
  const kept: TreeNode[] = [];
  const visit = (place: number): number => {
    const node = nodes[place]!;
    const at = kept.length;
    kept.push(node);
    if (node.kind === 'leaf') return at;
    const [left, right] = [visit(node.left), visit(node.right)];
    const [one, other] = [kept[left]!, kept[right]!];
    if (one.kind === 'leaf' && other.kind === 'leaf' && one.value === other.value) {
      kept.length = at;
      kept.push({ kind: 'leaf', value: one.value, cover: node.cover });
    } else kept[at] = { ...node, left, right };
    return at;
  };
  visit(0);
  return kept;
}
