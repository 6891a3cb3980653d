import { type GraphBuilder, ML_DOMAIN } from './graph-builder.ts';
import type { Tree, TreeEnsemble } from './tree-ensemble.ts';

const MODES = { '<': 'BRANCH_LT', '<=': 'BRANCH_LEQ' } as const;

/** What the lists hold for a leaf, where it means nothing. */
const NO_SPLIT = { feature: 0, threshold: 0, left: 0, right: 0, missingGoesLeft: false };

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
  readonly leafTreeIds: number[] = [];
  readonly leafNodeIds: number[] = [];
  readonly leafOutputs: number[] = [];
  readonly leafValues: number[] = [];

  add({ nodes, output }: Tree, treeId: number): void {
    for (const [nodeId, node] of nodes.entries()) {
      const { feature, threshold, left, right, missingGoesLeft } = node.kind === 'split' ? node : NO_SPLIT;
      this.treeIds.push(treeId);
      this.nodeIds.push(nodeId);
      this.features.push(feature);
      this.modes.push(node.kind === 'split' ? MODES[node.comparison] : 'LEAF');
      this.thresholds.push(threshold);
      this.trueNodes.push(left);
      this.falseNodes.push(right);
      this.missingTracksTrue.push(missingGoesLeft ? 1 : 0);
      if (node.kind === 'leaf') this.#addLeaf(treeId, nodeId, output, node.value);
    }
  }

  #addLeaf(treeId: number, nodeId: number, output: number, value: number): void {
    this.leafTreeIds.push(treeId);
    this.leafNodeIds.push(nodeId);
    this.leafOutputs.push(output);
    this.leafValues.push(value);
  }
}

/**
 * Adds the trees.
 *
 * @param features - the name of the features, float32 [N, features]
 * @returns the name of the raw scores, float32 [N, outputs]
 */
export function addTreeEnsemble(graph: GraphBuilder, features: string, { trees, baseScores }: TreeEnsemble): string {
  const lists = new TreeLists();
  for (const [treeId, tree] of trees.entries()) lists.add(tree, treeId);
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
      target_treeids: { ints: lists.leafTreeIds },
      target_nodeids: { ints: lists.leafNodeIds },
      target_ids: { ints: lists.leafOutputs },
      target_weights: { floats: lists.leafValues },
    },
  });
}
