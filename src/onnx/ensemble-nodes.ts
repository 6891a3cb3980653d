import { comparedCategories, comparesRight } from './compared-categories.ts';
import { type GraphBuilder, ML_DOMAIN } from './graph-builder.ts';
import type { Tree, TreeEnsemble, TreeNode } from './tree-ensemble.ts';

const MODES = { '<': 'BRANCH_LT', '<=': 'BRANCH_LEQ' } as const;

/** What the lists hold for a leaf, where it means nothing. */
const NO_SPLIT = { feature: 0, threshold: 0, left: 0, right: 0, missingGoesLeft: false } as const;

type CategoryNode = Extract<TreeNode, { kind: 'categories' }>;
interface ListEntry {
  readonly feature: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly missingGoesLeft: boolean;
  readonly nodeId: number;
  readonly mode: string;
  readonly cover?: number | undefined;
}

/** The parallel lists that ONNX's tree operator takes, one entry per node or per leaf. */
class TreeLists {
  readonly treeIds: number[] = [];
  readonly nodeIds: number[] = [];
  readonly features: number[] = [];
  readonly modes: string[] = [];
  readonly thresholds: number[] = [];
  readonly trueNodes: number[] = [];
  readonly falseNodes: number[] = [];
  readonly missingTracksTrue: number[] = [];
  readonly covers: (number | undefined)[] = [];
  readonly leafTreeIds: number[] = [];
  readonly leafNodeIds: number[] = [];
  readonly leafOutputs: number[] = [];
  readonly leafValues: number[] = [];

  add({ nodes, output }: Tree, treeId: number): void {
    let free = nodes.length;
    for (const [nodeId, node] of nodes.entries()) {
      if (node.kind === 'split') {
        this.#addNode(treeId, { ...node, nodeId, mode: MODES[node.comparison] });
      } else if (node.kind === 'leaf') {
        this.#addNode(treeId, { ...NO_SPLIT, nodeId, mode: 'LEAF', cover: node.cover });
        this.#addLeaf(treeId, nodeId, output, node.value);
      } else {
        for (const entry of equalityChain(node, nodeId, free)) {
          this.#addNode(treeId, entry);
          free = Math.max(free, entry.nodeId + 1);
        }
      }
    }
  }

  #addNode(treeId: number, entry: ListEntry): void {
    const { nodeId, mode, feature, threshold, left, right, missingGoesLeft, cover } = entry;
    this.treeIds.push(treeId);
    this.nodeIds.push(nodeId);
    this.features.push(feature);
    this.modes.push(mode);
    this.thresholds.push(threshold);
    this.trueNodes.push(left);
    this.falseNodes.push(right);
    this.missingTracksTrue.push(missingGoesLeft ? 1 : 0);
    this.covers.push(cover);
  }

  #addLeaf(treeId: number, nodeId: number, output: number, value: number): void {
    this.leafTreeIds.push(treeId);
    this.leafNodeIds.push(nodeId);
    this.leafOutputs.push(output);
    this.leafValues.push(value);
  }
}

/**
 * A split by categories as comparisons with one category after the other, all leading to the same node when they hit.
 * Whichever side has fewer categories is compared, so a chain has at most half as many links as the feature categories.
 *
 * @param free - the first node number that is not taken; the chain's later links are numbered from there
 */
function equalityChain(node: CategoryNode, nodeId: number, free: number): ListEntry[] {
  const { feature, missingGoesLeft, left, right, cover } = node;
  const inverted = comparesRight(node);
  const [hit, miss] = inverted ? [right, left] : [left, right];
  return comparedCategories(node).map((threshold, link, { length }) => ({
    ...{ feature, threshold, mode: 'BRANCH_EQ', cover },
    nodeId: link === 0 ? nodeId : free + link - 1,
    left: hit,
    right: link === length - 1 ? miss : free + link,
    missingGoesLeft: link === 0 && missingGoesLeft !== inverted,
  }));
}

/**
 * Adds the trees.
 *
 * @param features - the name of the features, float32 [N, features]
 * @param options - covers: whether nodes keep how many rows reached them
 * @returns the name of the raw scores, float32 [N, outputs]
 */
export function addTreeEnsemble(
  graph: GraphBuilder,
  features: string,
  { trees, baseScores }: TreeEnsemble,
  options: { readonly covers: boolean },
): string {
  const lists = new TreeLists();
  for (const [treeId, tree] of trees.entries()) lists.add(tree, treeId);
  // Runtimes pass over them; whoever explains the model needs them.
  const covers = lists.covers.filter((cover) => cover !== undefined);
  return graph.node('TreeEnsembleRegressor', [features], {
    domain: ML_DOMAIN,
    attributes: {
      n_targets: { i: baseScores.length },
      aggregate_function: { s: 'SUM' },
      post_transform: { s: 'NONE' },
      ...(baseScores.some((score) => score !== 0) && { base_values: { floats: baseScores } }),
      nodes_treeids: { ints: lists.treeIds },
      nodes_nodeids: { ints: lists.nodeIds },
      nodes_featureids: { ints: lists.features },
      nodes_modes: { strings: lists.modes },
      nodes_values: { floats: lists.thresholds },
      nodes_truenodeids: { ints: lists.trueNodes },
      nodes_falsenodeids: { ints: lists.falseNodes },
      nodes_missing_value_tracks_true: { ints: lists.missingTracksTrue },
      ...(options.covers && covers.length === lists.covers.length && { nodes_hitrates: { floats: covers } }),
      target_treeids: { ints: lists.leafTreeIds },
      target_nodeids: { ints: lists.leafNodeIds },
      target_ids: { ints: lists.leafOutputs },
      target_weights: { floats: lists.leafValues },
    },
  });
}
