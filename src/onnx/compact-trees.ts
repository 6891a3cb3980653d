import { comparedCategories, comparesRight } from './compared-categories.ts';
import { type GraphBuilder, ML_DOMAIN } from './graph-builder.ts';
import type { Tree, TreeEnsemble, TreeNode } from './tree-ensemble.ts';

/** The operator's numbers for kinds of splits and for adding leaves up. */
export const SPLIT_MODES = { '<=': 0, '<': 1, member: 6 } as const;
/** The metadata that the covers are in. */
export const COVERS = 'driftloop.covers';

const SUM = 1;
const NO_TRANSFORM = 0;

type SplitNode = Exclude<TreeNode, { kind: 'leaf' }>;

/** The parallel lists of ai.onnx.ml's TreeEnsemble, which knows splits by sets and names leaves apart from splits. */
class CompactLists {
  readonly roots: number[] = [];
  readonly features: number[] = [];
  readonly modes: number[] = [];
  readonly thresholds: number[] = [];
  readonly missingTracksTrue: number[] = [];
  readonly trueNodes: number[] = [];
  readonly trueLeafs: number[] = [];
  readonly falseNodes: number[] = [];
  readonly falseLeafs: number[] = [];
  readonly members: number[] = [];
  readonly leafOutputs: number[] = [];
  readonly leafValues: number[] = [];
  readonly #leaves = new Map<string, number>();

  add({ nodes, output }: Tree): void {
    const first = this.modes.length;
    const places = placesOfSplits(nodes);
    this.roots.push(first);
    const childOf = (place: number) => {
      const node = nodes[place]!;
      return node.kind === 'leaf'
        ? { id: this.#leaf(output, Math.fround(node.value)), isLeaf: 1 }
        : { id: first + places.get(place)!, isLeaf: 0 };
    };
    for (const place of places.keys()) {
      const node = nodes[place]!;
      if (node.kind === 'leaf') continue;
      const [yes, no] = sides(node).map(childOf);
      this.features.push(node.feature);
      this.#condition(node);
      this.trueNodes.push(yes!.id);
      this.trueLeafs.push(yes!.isLeaf);
      this.falseNodes.push(no!.id);
      this.falseLeafs.push(no!.isLeaf);
    }
  }

  #condition(node: SplitNode): void {
    const inverted = isInverted(node);
    this.missingTracksTrue.push(Number(node.missingGoesLeft !== inverted));
    if (node.kind === 'split') {
      this.modes.push(SPLIT_MODES[node.comparison]);
      this.thresholds.push(node.threshold);
      return;
    }
    this.modes.push(SPLIT_MODES.member);
    this.thresholds.push(0);
    this.members.push(...comparedCategories(node), Number.NaN);
  }

  /** Leaves of one value are one. */
  #leaf(output: number, value: number): number {
    const key = `${output} ${value}`;
    const known = this.#leaves.get(key) ?? this.#leaves.size;
    if (known === this.#leaves.size) {
      this.#leaves.set(key, known);
      this.leafOutputs.push(output);
      this.leafValues.push(value);
    }
    return known;
  }
}

/** Places of splits → their numbers within the tree. */
function placesOfSplits(nodes: readonly TreeNode[]): Map<number, number> {
  const places = new Map<number, number>();
  for (const [place, node] of nodes.entries()) if (node.kind !== 'leaf') places.set(place, places.size);
  return places;
}

/** Where rows go for which the condition holds, and for which it does not. */
const sides = (node: SplitNode): readonly [number, number] =>
  isInverted(node) ? [node.right, node.left] : [node.left, node.right];

const isInverted = (node: SplitNode): boolean => node.kind === 'categories' && comparesRight(node);

/**
 * Adds the trees in less than half of the bytes that `addTreeEnsemble` takes: of a split its feature, threshold and where
 * to go, of a leaf its value, once. Trees of a single leaf become part of the base scores.
 *
 * @param features - the name of the features, float32 [N, features]
 * @returns the name of the raw scores, float32 [N, outputs]
 */
export function addCompactTrees(graph: GraphBuilder, features: string, ensemble: TreeEnsemble): string {
  const { trees, baseScores: base } = withoutSingleLeaves(ensemble);
  const lists = new CompactLists();
  for (const tree of trees) lists.add(tree);
  const sums = graph.node('TreeEnsemble', [features], {
    domain: ML_DOMAIN,
    attributes: {
      n_targets: { i: base.length },
      aggregate_function: { i: SUM },
      post_transform: { i: NO_TRANSFORM },
      tree_roots: { ints: lists.roots },
      nodes_featureids: { ints: lists.features },
      nodes_modes: { bytes: lists.modes },
      nodes_splits: { tensor: lists.thresholds },
      ...(lists.missingTracksTrue.includes(1) && {
        nodes_missing_value_tracks_true: { ints: lists.missingTracksTrue },
      }),
      nodes_truenodeids: { ints: lists.trueNodes },
      nodes_trueleafs: { ints: lists.trueLeafs },
      nodes_falsenodeids: { ints: lists.falseNodes },
      nodes_falseleafs: { ints: lists.falseLeafs },
      ...(lists.members.length > 0 && { membership_values: { tensor: lists.members } }),
      leaf_targetids: { ints: lists.leafOutputs },
      leaf_weights: { tensor: lists.leafValues },
    },
  });
  return graph.node('Add', [sums, graph.floats(base, [1, base.length])]);
}

/** The same scores without trees of a single leaf, which the operator does not have. */
function withoutSingleLeaves({ trees, baseScores }: TreeEnsemble): TreeEnsemble {
  const base = [...baseScores];
  const kept = trees.filter(({ nodes: [root], output }) => {
    if (root?.kind === 'leaf') base[output]! += root.value;
    return root?.kind !== 'leaf';
  });
  return { trees: kept.length > 0 ? kept : [idleTree(trees[0]?.nodes[0]?.cover)], baseScores: base };
}

/** Adds nothing either way. */
function idleTree(cover: number | undefined): Tree {
  const leaf = { kind: 'leaf', value: 0, cover } as const;
  const split = { kind: 'split', feature: 0, comparison: '<=', threshold: 0, missingGoesLeft: false, cover } as const;
  return { output: 0, nodes: [{ ...split, left: 1, right: 2 }, leaf, leaf] };
}

/**
 * The covers of the leaves in the order in which splits name them, to five digits, which the operator has no place for
 * where leaves are shared; those of splits are their sums.
 *
 * @returns undefined where a leaf has none
 */
export function coversOf(ensemble: TreeEnsemble): string | undefined {
  const { trees } = withoutSingleLeaves(ensemble);
  const covers = trees.flatMap(({ nodes }) =>
    nodes.flatMap((node) =>
      node.kind === 'leaf'
        ? []
        : sides(node).flatMap((place) => {
            const child = nodes[place]!;
            return child.kind === 'leaf' ? [child.cover] : [];
          }),
    ),
  );
  if (covers.includes(undefined)) return undefined;
  return covers.map((cover) => Number(cover!.toPrecision(5))).join(',');
}
