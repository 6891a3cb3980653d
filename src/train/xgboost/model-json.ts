import { z } from 'zod';
import { ModelConversionError } from '../../errors.ts';
import type { Tree, TreeEnsemble, TreeNode } from '../../onnx/tree-ensemble.ts';

const TreeArrays = z.object({
  left_children: z.array(z.int()),
  right_children: z.array(z.int()),
  split_indices: z.array(z.int()),
  /** The threshold of a split, the value of a leaf. */
  split_conditions: z.array(z.number()),
  default_left: z.array(z.number()),
  categories: z.array(z.number()),
});

/** The part of XGBoost's JSON model that holds its trees; base scores are a text, `5E-1` or `[5E-1,1E0]`. */
const XgBoostModel = z.object({
  learner: z.object({
    learner_model_param: z.object({ base_score: z.string() }),
    gradient_booster: z.object({
      model: z.object({ trees: z.array(TreeArrays), tree_info: z.array(z.int()) }),
    }),
  }),
});

const NO_CHILD = -1;

/**
 * Reads the trees out of XGBoost's JSON format.
 *
 * @param outputs - 1, or the number of classes
 * @param logistic - whether scores are logits of one class, so that the base score is a probability
 * @throws ModelConversionError for anything that these trees cannot express
 * @see https://xgboost.readthedocs.io/en/release_3.2.0/tutorials/saving_model.html
 */
export function readXgBoostTrees(json: string, outputs: number, logistic: boolean): TreeEnsemble {
  const { learner } = XgBoostModel.parse(JSON.parse(json));
  const { trees, tree_info: outputOfTree } = learner.gradient_booster.model;
  const given = learner.learner_model_param.base_score.replaceAll(/[[\]]/g, '').split(',').map(Number);
  const baseScores = Array.from({ length: outputs }, (_, output) => {
    const score = given[output] ?? given[0]!;
    return logistic ? Math.log(score / (1 - score)) : score;
  });
  return { trees: trees.map((tree, index) => readTree(tree, outputOfTree[index] ?? 0)), baseScores };
}

function readTree(tree: z.output<typeof TreeArrays>, output: number): Tree {
  if (tree.categories.length > 0) throw new ModelConversionError('a tree splits on categories, which no feature has');
  const nodes = tree.left_children.map((left, index): TreeNode => {
    const value = tree.split_conditions[index]!;
    if (left === NO_CHILD) return { kind: 'leaf', value };
    return {
      kind: 'split',
      feature: tree.split_indices[index]!,
      comparison: '<',
      threshold: Math.fround(value),
      missingGoesLeft: tree.default_left[index] !== 0,
      left,
      right: tree.right_children[index]!,
    };
  });
  return { output, nodes };
}
