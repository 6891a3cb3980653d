import { describe, expect, it } from 'vitest';
import { ModelConversionError } from '#src/errors.ts';
import { readLightGbmTrees } from '#src/train/lightgbm/model-text.ts';

/** LightGBM's text with one tree of two splits; `lines` replace its own. */
function textOf(lines: Record<string, string> = {}, header = ''): string {
  const tree = {
    num_leaves: '3',
    split_feature: '1 0',
    threshold: '3.5000000000000004 90.500000000000014',
    decision_type: '8 2',
    left_child: '1 -1',
    right_child: '-2 -3',
    leaf_value: '-0.5 0.25 1',
    is_linear: '0',
    ...lines,
  };
  const body = Object.entries(tree).map(([name, value]) => `${name}=${value}`);
  return ['tree', 'version=v4', header, '', 'Tree=0', ...body, '', '', 'end of trees', '', 'parameters:', ''].join(
    '\n',
  );
}

const nodesOf = (lines: Record<string, string> = {}) => readLightGbmTrees(textOf(lines), 1).trees[0]!.nodes;

describe('readLightGbmTrees', () => {
  it('reads splits and leaves', () => {
    expect(readLightGbmTrees(textOf(), 1)).toEqual({
      baseScores: [0],
      trees: [
        {
          output: 0,
          nodes: [
            { kind: 'split', feature: 1, comparison: '<=', threshold: 3.5, missingGoesLeft: false, left: 1, right: 3 },
            { kind: 'split', feature: 0, comparison: '<=', threshold: 90.5, missingGoesLeft: true, left: 2, right: 4 },
            { kind: 'leaf', value: -0.5 },
            { kind: 'leaf', value: 0.25 },
            { kind: 'leaf', value: 1 },
          ],
        },
      ],
    });
  });

  it.each([
    ['8 10', '1 1', [false, true]], // missing is NaN: the default direction
    ['2 2', '1 -1', [true, false]], // no missing value was seen: it counts as 0
    ['0 0', '0 -0.5', [true, false]],
  ])(
    'sends missing values where LightGBM does: decision types %s, thresholds %s',
    (decision_type, threshold, expected) => {
      const splits = nodesOf({ decision_type, threshold }).filter((node) => node.kind === 'split');
      expect(splits.map(({ missingGoesLeft }) => missingGoesLeft)).toEqual(expected);
    },
  );

  it('reads splits by categories from the bits of their sets', () => {
    // Sets: {0, 33} in two words, {1, 2} in one.
    const sets = {
      num_cat: '2',
      cat_boundaries: '0 2 3',
      cat_threshold: '1 2 6',
      threshold: '0 1',
      decision_type: '1 1',
    };
    const categories = new Map([
      [0, 3],
      [1, 40],
    ]);
    const [first, second] = readLightGbmTrees(textOf(sets), 1, categories).trees[0]!.nodes;
    const common = { kind: 'categories', missingGoesLeft: false };
    expect(first).toEqual({ ...common, feature: 1, members: [0, 33], categories: 40, left: 1, right: 3 });
    expect(second).toEqual({ ...common, feature: 0, members: [1, 2], categories: 3, left: 2, right: 4 });
  });

  it('rounds thresholds down, and knows the infinite one', () => {
    const [first, second] = nodesOf({ threshold: '0.1 inf' });
    expect(first).toMatchObject({ threshold: 0.09999999403953552 }); // the nearest float32 is above 0.1
    expect(second).toMatchObject({ threshold: Number.POSITIVE_INFINITY });
  });

  it('reads a tree that is one leaf', () => {
    const stump =
      'Tree=0\nnum_leaves=1\nnum_cat=0\nsplit_feature=\nthreshold=\ndecision_type=\nleft_child=\nright_child=\nleaf_value=0.75\n';
    expect(readLightGbmTrees(stump, 1).trees).toEqual([{ output: 0, nodes: [{ kind: 'leaf', value: 0.75 }] }]);
  });

  it('deals the trees of a round out to the classes', () => {
    const stump = (index: number) => `Tree=${index}\nnum_leaves=1\nleaf_value=${index}\n\n`;
    const { trees, baseScores } = readLightGbmTrees([0, 1, 2, 3, 4, 5].map(stump).join(''), 3);
    expect(trees.map(({ output }) => output)).toEqual([0, 1, 2, 0, 1, 2]);
    expect(baseScores).toEqual([0, 0, 0]);
  });

  it('averages the trees of a random forest', () => {
    const stump = (index: number) => `Tree=${index}\nnum_leaves=1\nleaf_value=8\n\n`;
    const { trees } = readLightGbmTrees(`tree\naverage_output\n\n${[0, 1, 2, 3].map(stump).join('')}`, 1);
    expect(trees.map(({ nodes }) => nodes)).toEqual(Array(4).fill([{ kind: 'leaf', value: 2 }]));
  });

  it.each([
    ['zero as missing', { decision_type: '4 2' }],
    ['linear leaves', { is_linear: '1' }],
    ['what is no number', { threshold: '1 x' }],
  ])('refuses %s', (_, lines) => {
    expect(() => nodesOf(lines)).toThrow(ModelConversionError);
  });
});
