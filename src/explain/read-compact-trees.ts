import { IntegrityError } from '../errors.ts';
import { COVERS, SPLIT_MODES } from '../onnx/compact-trees.ts';
import type { GraphNode, ReadGraph } from '../onnx/read-graph.ts';
import type { Tree, TreeEnsemble, TreeNode } from '../onnx/tree-ensemble.ts';

/** The operator's parallel lists, one entry per split. */
interface Splits {
  readonly features: readonly number[];
  readonly modes: readonly number[];
  readonly thresholds: readonly number[];
  readonly missingTracksTrue: readonly number[];
  readonly sides: readonly { readonly ids: readonly number[]; readonly areLeaves: readonly number[] }[];
  /** By split, of those by categories. */
  readonly members: ReadonlyMap<number, readonly number[]>;
  readonly leafOutputs: readonly number[];
  readonly leafValues: readonly number[];
}

/**
 * Reads the trees of ONNX's TreeEnsemble as they were written here.
 *
 * @throws IntegrityError when the model does not say how many rows reached the leaves
 */
export function readCompactTrees(graph: ReadGraph, node: GraphNode): TreeEnsemble {
  const covers = graph.metadata.get(COVERS)?.split(',').map(Number);
  if (!covers) {
    throw new IntegrityError(
      'the model does not say how many rows reached each leaf: train it with training.onnx.explain',
    );
  }
  const splits = splitsOf(node);
  const cover = covers.values();
  const roots = attributesOf(node).ints('tree_roots');
  const trees = roots.map((root, tree) =>
    readTree(splits, root, roots[tree + 1] ?? splits.modes.length, () => {
      const { value } = cover.next();
      if (value === undefined) throw new IntegrityError('the model lacks the covers of some leaves: train it again');
      return value;
    }),
  );
  const [output] = node.output;
  const base = graph.nodes.find(({ opType, input }) => opType === 'Add' && input[0] === output);
  return { trees, baseScores: [...graph.constant(base?.input[1]).values] };
}

function attributesOf({ attribute }: GraphNode) {
  const attributes = new Map(attribute.map((given) => [given.name, given]));
  return {
    ints: (name: string) => attributes.get(name)?.ints ?? [],
    floats: (name: string) => attributes.get(name)?.t?.floatData ?? [],
    bytes: (name: string) => attributes.get(name)?.t?.int32Data ?? [],
  };
}

function splitsOf(node: GraphNode): Splits {
  const { ints, floats, bytes } = attributesOf(node);
  const modes = bytes('nodes_modes');
  const members = new Map<number, number[]>();
  const values = floats('membership_values').values();
  for (const [split, mode] of modes.entries()) {
    if (mode !== SPLIT_MODES.member) continue;
    const own: number[] = [];
    for (let { value = Number.NaN } = values.next(); !Number.isNaN(value); { value = Number.NaN } = values.next()) {
      own.push(value);
    }
    members.set(split, own);
  }
  return {
    ...{ features: ints('nodes_featureids'), modes, thresholds: floats('nodes_splits'), members },
    missingTracksTrue: ints('nodes_missing_value_tracks_true'),
    sides: [
      { ids: ints('nodes_truenodeids'), areLeaves: ints('nodes_trueleafs') },
      { ids: ints('nodes_falsenodeids'), areLeaves: ints('nodes_falseleafs') },
    ],
    leafOutputs: ints('leaf_targetids'),
    leafValues: floats('leaf_weights'),
  };
}

/**
 * The splits from `root` to `end`, and then their leaves.
 *
 * @param nextCover - of the leaves in the order in which splits name them
 */
function readTree(splits: Splits, root: number, end: number, nextCover: () => number): Tree {
  const leaves: TreeNode[] = [];
  let output = 0;
  const children = Array.from({ length: end - root }, (_, place) =>
    splits.sides.map(({ ids, areLeaves }) => {
      const id = ids[root + place]!;
      if (areLeaves[root + place] === 0) return id - root;
      output = splits.leafOutputs[id]!;
      return end - root + leaves.push({ kind: 'leaf', value: splits.leafValues[id]!, cover: nextCover() }) - 1;
    }),
  );
  const covers: number[] = [];
  const coverOf = (place: number): number => {
    const own = leaves[place - children.length]?.cover;
    covers[place] ??= own ?? children[place]!.reduce((sum, child) => sum + coverOf(child), 0);
    return covers[place];
  };
  const nodes = children.map(([left, right], place) => ({
    ...splitNode(splits, root + place),
    ...{ left: left!, right: right!, cover: coverOf(place) },
  }));
  return { output, nodes: [...nodes, ...leaves] };
}

function splitNode({ modes, features, thresholds, missingTracksTrue, members }: Splits, split: number) {
  const common = { feature: features[split]!, missingGoesLeft: missingTracksTrue[split] === 1 };
  const own = members.get(split);
  if (own) return { ...common, kind: 'categories' as const, members: own, categories: Math.max(...own) + 1 };
  const comparison = modes[split] === SPLIT_MODES['<'] ? ('<' as const) : ('<=' as const);
  return { ...common, kind: 'split' as const, comparison, threshold: thresholds[split]! };
}
