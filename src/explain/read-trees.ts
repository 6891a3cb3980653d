import { IntegrityError } from '../errors.ts';
import type { GraphNode } from '../onnx/read-graph.ts';
import type { Tree, TreeEnsemble, TreeNode } from '../onnx/tree-ensemble.ts';

/** One entry of the operator's parallel lists. */
interface Entry {
  readonly id: number;
  readonly mode: string;
  readonly feature: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly missingGoesLeft: boolean;
  readonly cover: number;
}

interface Leaf {
  readonly output: number;
  readonly value: number;
}

/**
 * Reads the trees of ONNX's TreeEnsembleRegressor as they were written here: nodes in order, the links of a chain of
 * comparisons after all others.
 *
 * @throws IntegrityError when the nodes do not say how many rows reached them
 */
export function readTrees({ attribute }: GraphNode): TreeEnsemble {
  const attributes = new Map(attribute.map((given) => [given.name, given]));
  const ints = (name: string) => attributes.get(name)?.ints ?? [];
  const floats = (name: string) => attributes.get(name)?.floats ?? [];
  const [thresholds, covers] = [floats('nodes_values'), floats('nodes_hitrates')];
  const modes = (attributes.get('nodes_modes')?.strings ?? []).map((mode) => new TextDecoder().decode(mode));
  const [features, lefts, rights] = [ints('nodes_featureids'), ints('nodes_truenodeids'), ints('nodes_falsenodeids')];
  const missing = ints('nodes_missing_value_tracks_true');
  if (covers.length < modes.length) {
    throw new IntegrityError(
      'the model does not say how many rows reached each node: train it with training.onnx.explain',
    );
  }
  const [ids, trees] = [ints('nodes_nodeids'), ints('nodes_treeids')];
  const entries = groupBy(
    trees,
    (at): Entry => ({
      ...{ id: ids[at]!, mode: modes[at]!, feature: features[at]!, threshold: thresholds[at]! },
      ...{ left: lefts[at]!, right: rights[at]!, missingGoesLeft: missing[at] === 1, cover: covers[at]! },
    }),
  );
  const [leafIds, outputs, values] = [ints('target_nodeids'), ints('target_ids'), floats('target_weights')];
  const leaves = groupBy(
    ints('target_treeids'),
    (at) => [leafIds[at]!, { output: outputs[at]!, value: values[at]! }] as const,
  );
  const baseScores =
    attributes.get('base_values')?.floats ?? new Array<number>(attributes.get('n_targets')?.i ?? 1).fill(0);
  return { trees: [...entries].map(([tree, own]) => readTree(own, new Map(leaves.get(tree)))), baseScores };
}

function groupBy<T>(keys: readonly number[], value: (at: number) => T): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const [at, key] of keys.entries()) {
    const group = groups.get(key);
    if (group) group.push(value(at));
    else groups.set(key, [value(at)]);
  }
  return groups;
}

function readTree(entries: readonly Entry[], leaves: ReadonlyMap<number, Leaf>): Tree {
  const byId = [...entries].sort((a, b) => a.id - b.id);
  const links = new Set<number>();
  const nodes = byId.flatMap((entry): TreeNode[] => {
    if (links.has(entry.id)) return [];
    const { cover, feature, left, threshold, missingGoesLeft } = entry;
    if (entry.mode === 'LEAF') return [{ kind: 'leaf', value: leaves.get(entry.id)!.value, cover }];
    if (entry.mode === 'BRANCH_EQ') return [readChain(entry, byId, links)];
    const comparison = entry.mode === 'BRANCH_LT' ? '<' : '<=';
    return [{ kind: 'split', feature, comparison, threshold, missingGoesLeft, left, right: entry.right, cover }];
  });
  return { output: leaves.values().next().value?.output ?? 0, nodes };
}

/** A split by categories; a link is a further comparison that leads to the same node when it hits. */
function readChain(head: Entry, byId: readonly Entry[], links: Set<number>): TreeNode {
  const members = [head.threshold];
  let next = byId[head.right]!;
  while (next.mode === 'BRANCH_EQ' && next.feature === head.feature && next.left === head.left) {
    members.push(next.threshold);
    links.add(next.id);
    next = byId[next.right]!;
  }
  const { feature, left, missingGoesLeft, cover } = head;
  return {
    kind: 'categories',
    feature,
    members,
    categories: Math.max(...members) + 1,
    missingGoesLeft,
    left,
    right: next.id,
    cover,
  };
}
