import { z } from 'zod';
import type { TreeEnsemble, TreeNode } from '../../onnx/tree-ensemble.ts';
import type { Link } from './objectives.ts';

const TreeArrays = z.object({
  left_children: z.array(z.int()),
  right_children: z.array(z.int()),
  split_indices: z.array(z.int()),
  /** The threshold of a split, the value of a leaf. */
  split_conditions: z.array(z.number()),
  default_left: z.array(z.number()),
  /** What each split gains. */
  loss_changes: z.array(z.number()).default([]),
  /** Of the rows that reach each node. */
  sum_hessian: z.array(z.number()).default([]),
  /** Members of all sets, one set after the other. */
  categories: z.array(z.int()),
  categories_nodes: z.array(z.int()),
  categories_segments: z.array(z.int()),
  categories_sizes: z.array(z.int()),
});

const Trees = z.object({ trees: z.array(TreeArrays), tree_info: z.array(z.int()) });

/** The part of XGBoost's JSON model that holds its trees; base scores are a text, `5E-1` or `[5E-1,1E0]`. */
const XgBoostModel = z.object({
  learner: z.object({
    learner_model_param: z.object({ base_score: z.string() }),
    gradient_booster: z.union([
      z.object({ model: Trees }),
      /** dart, whose trees count as much as these weights say. */
      z.object({ gbtree: z.object({ model: Trees }), weight_drop: z.array(z.number()) }),
    ]),
  }),
});

const NO_CHILD = -1;

export interface XgBoostOutputs {
  /** 1, or the number of classes. */
  readonly outputs: number;
  /** What the base score is given in. */
  readonly link: Link;
  /** Features that are categories, by position, with how many there are. */
  readonly categories?: ReadonlyMap<number, number> | undefined;
}

/**
 * Reads the trees out of XGBoost's JSON format.
 *
 * @see https://xgboost.readthedocs.io/en/release_3.2.0/tutorials/saving_model.html
 */
export function readXgBoostTrees(
  json: string,
  { outputs, link, categories = new Map() }: XgBoostOutputs,
): TreeEnsemble {
  const { learner } = XgBoostModel.parse(JSON.parse(json));
  const booster = learner.gradient_booster;
  const { trees, tree_info: outputOfTree } = 'model' in booster ? booster.model : booster.gbtree.model;
  const weights = 'model' in booster ? [] : booster.weight_drop;
  return {
    trees: trees.map((tree, index) => {
      return { output: outputOfTree[index] ?? 0, nodes: readNodes(tree, weights[index] ?? 1, categories) };
    }),
    baseScores: readBaseScores(learner.learner_model_param.base_score, outputs, link),
  };
}

const LINKS: Readonly<Record<Link, (value: number) => number>> = {
  identity: (value) => value,
  logit: (value) => Math.log(value / (1 - value)),
  log: Math.log,
};

/** @param text - one number, or one per output */
export function readBaseScores(text: string, outputs: number, link: Link): number[] {
  const given = text.replaceAll(/[[\]]/g, '').split(',').map(Number);
  return Array.from({ length: outputs }, (_, output) => LINKS[link](given[output] ?? given[0]!));
}

function readNodes(
  tree: z.output<typeof TreeArrays>,
  weight: number,
  categories: ReadonlyMap<number, number>,
): TreeNode[] {
  const sets = readSets(tree);
  return tree.left_children.map((left, index): TreeNode => {
    const value = tree.split_conditions[index]!;
    const cover = tree.sum_hessian[index];
    if (left === NO_CHILD) return { kind: 'leaf', value: value * weight, cover };
    const feature = tree.split_indices[index]!;
    const right = tree.right_children[index]!;
    const missingGoesLeft = tree.default_left[index] !== 0;
    const known = { feature, gain: tree.loss_changes[index], cover };
    const members = sets.get(index);
    if (!members) {
      return { kind: 'split', comparison: '<', threshold: Math.fround(value), missingGoesLeft, left, right, ...known };
    }
    // Here the members go right.
    const sides = { left: right, right: left, missingGoesLeft: !missingGoesLeft };
    return { kind: 'categories', members, categories: categories.get(feature) ?? 0, ...sides, ...known };
  });
}

/** The members of the nodes that split by categories. */
const readSets = ({ categories, ...sets }: z.output<typeof TreeArrays>): Map<number, number[]> =>
  new Map(
    sets.categories_nodes.map((node, set) => {
      const first = sets.categories_segments[set]!;
      return [node, categories.slice(first, first + sets.categories_sizes[set]!)];
    }),
  );
