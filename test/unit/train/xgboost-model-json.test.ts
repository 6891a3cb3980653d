import { describe, expect, it } from 'vitest';
import { readXgBoostTrees } from '#src/train/xgboost/model-json.ts';

const stump = {
  left_children: [1, -1, -1],
  right_children: [2, -1, -1],
  split_indices: [4, 0, 0],
  split_conditions: [0.1, -2, 3],
  default_left: [1, 0, 0],
  ...{ categories: [], categories_nodes: [], categories_segments: [], categories_sizes: [] },
};

const modelOf = (base_score: string, trees: object[] = [stump], tree_info = trees.map(() => 0)) =>
  JSON.stringify({
    learner: { learner_model_param: { base_score }, gradient_booster: { model: { trees, tree_info } } },
    version: [3, 2, 0],
  });

describe('readXgBoostTrees', () => {
  it('reads splits and leaves', () => {
    expect(readXgBoostTrees(modelOf('2E0'), { outputs: 1, link: 'identity' })).toEqual({
      baseScores: [2],
      trees: [
        {
          output: 0,
          nodes: [
            {
              ...{ kind: 'split', feature: 4, comparison: '<', threshold: Math.fround(0.1), missingGoesLeft: true },
              ...{ left: 1, right: 2 },
            },
            { kind: 'leaf', value: -2 },
            { kind: 'leaf', value: 3 },
          ],
        },
      ],
    });
  });

  it('sends missing values right where the default is right', () => {
    const { trees } = readXgBoostTrees(modelOf('0', [{ ...stump, default_left: [0, 0, 0] }]), {
      outputs: 1,
      link: 'identity',
    });
    expect(trees[0]!.nodes[0]).toMatchObject({ missingGoesLeft: false });
  });

  it('turns the base score of a logistic model into a logit', () => {
    expect(readXgBoostTrees(modelOf('5E-1'), { outputs: 1, link: 'logit' }).baseScores).toEqual([0]);
    expect(readXgBoostTrees(modelOf('[7.5E-1]'), { outputs: 1, link: 'logit' }).baseScores[0]).toBeCloseTo(
      Math.log(3),
      12,
    );
  });

  it('takes one base score for all classes, or one each', () => {
    expect(readXgBoostTrees(modelOf('5E-1'), { outputs: 3, link: 'identity' }).baseScores).toEqual([0.5, 0.5, 0.5]);
    expect(readXgBoostTrees(modelOf('[1E-1,2E-1,3E-1]'), { outputs: 3, link: 'identity' }).baseScores).toEqual([
      0.1, 0.2, 0.3,
    ]);
  });

  it('gives each tree the class that the model names', () => {
    const { trees } = readXgBoostTrees(modelOf('0', [stump, stump, stump], [0, 0, 1]), {
      outputs: 2,
      link: 'identity',
    });
    expect(trees.map(({ output }) => output)).toEqual([0, 0, 1]);
  });

  it('reads splits by categories, whose members go right there and left here', () => {
    const sets = { categories: [2, 5], categories_nodes: [0], categories_segments: [0], categories_sizes: [2] };
    const categories = new Map([[4, 7]]);
    const { trees } = readXgBoostTrees(modelOf('0', [{ ...stump, ...sets }]), {
      outputs: 1,
      link: 'identity',
      categories,
    });
    const side = { left: 2, right: 1, missingGoesLeft: false };
    expect(trees[0]!.nodes[0]).toEqual({ kind: 'categories', feature: 4, members: [2, 5], categories: 7, ...side });
  });

  it('weighs the trees that dart has made lighter', () => {
    const gbtree = { model: { trees: [stump, stump], tree_info: [0, 0] } };
    const learner = { learner_model_param: { base_score: '0' }, gradient_booster: { gbtree, weight_drop: [1, 0.5] } };
    const { trees } = readXgBoostTrees(JSON.stringify({ learner }), { outputs: 1, link: 'identity' });
    expect(trees.map(({ nodes }) => nodes[2])).toEqual([3, 1.5].map((value) => ({ kind: 'leaf', value })));
  });
});
