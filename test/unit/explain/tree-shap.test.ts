import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { featureImportance } from '#src/explain/feature-importance.ts';
import { treeShap } from '#src/explain/tree-shap.ts';
import type { FeatureMatrix } from '#src/featurize/feature-matrix.ts';
import type { Tree, TreeEnsemble, TreeNode } from '#src/onnx/tree-ensemble.ts';
import { createRandom } from '#src/random.ts';
import { LightGbmBooster, LightGbmDataset } from '#src/train/lightgbm/library.ts';
import { readLightGbmTrees } from '#src/train/lightgbm/model-text.ts';
import { XgBoostBooster } from '#src/train/xgboost/booster.ts';
import { XgBoostMatrix } from '#src/train/xgboost/matrix.ts';
import { readXgBoostTrees } from '#src/train/xgboost/model-json.ts';
import { linkOf } from '#src/train/xgboost/objectives.ts';
import { rawScores } from '#test/support/evaluate-trees.ts';
import { explainByLightGbm, explainByXgBoost, type NativeExplanation } from '#test/support/native-contributions.ts';

const CATEGORIES = 12;
const NAMES = ['a', 'b', 'c', 'category'];
const categories = new Map([[3, CATEGORIES]]);

type Task = 'binary' | 'multiclass' | 'regression';

function rowsOf(seed: number, rowCount: number): FeatureMatrix {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: rowCount * NAMES.length }, (_, index) => {
    if (random() < 0.15) return Number.NaN;
    return index % 4 === 3 ? Math.floor(random() * CATEGORIES) : Math.fround(random() * 20 - 10);
  });
  return { names: NAMES, rowCount, values };
}

function labelsOf({ values, rowCount }: FeatureMatrix, task: Task): Float32Array {
  return Float32Array.from({ length: rowCount }, (_, row) => {
    const [a, b, c, category] = values.subarray(4 * row, 4 * row + 4);
    const score = (a || 0) * ((b || 0) > 0 ? 2 : -1) + (c || 3) + (((category || 0) * 5) % 7) * 2;
    if (task === 'regression') return score;
    return task === 'binary' ? Number(score > 5) : Math.min(2, Math.floor(Math.abs(score) / 7));
  });
}

const learnt = rowsOf(1, 400);
const asked = rowsOf(2, 60);
const outputsOf = (task: Task) => (task === 'multiclass' ? 3 : 1);
const LIGHTGBM =
  'num_threads=1 verbosity=-1 deterministic=true seed=3 min_data_per_group=5 cat_smooth=1 categorical_feature=3';

function lightGbm(task: Task, settings: string) {
  const parameters = `${LIGHTGBM} objective=${task} ${task === 'multiclass' ? 'num_class=3 ' : ''}${settings}`;
  const dataset = new LightGbmDataset({ features: learnt, labels: labelsOf(learnt, task) }, parameters);
  const booster = LightGbmBooster.create(dataset, parameters);
  for (let round = 0; round < 15; round += 1) booster.update();
  const text = booster.toText(15);
  booster.free();
  dataset.free();
  const ensemble = readLightGbmTrees(text, outputsOf(task), categories);
  return { ensemble, native: explainByLightGbm(text, asked, outputsOf(task)) };
}

const OBJECTIVES = { binary: 'binary:logistic', multiclass: 'multi:softprob', regression: 'reg:squarederror' };

function xgBoost(task: Task, settings: object) {
  const training = XgBoostMatrix.dense(learnt, 1, categories);
  training.describe({ labels: labelsOf(learnt, task) });
  const objective = OBJECTIVES[task];
  const parameters = Object.fromEntries(
    Object.entries({
      objective,
      ...(task === 'multiclass' && { num_class: 3 }),
      nthread: 1,
      verbosity: 0,
      ...settings,
    }),
  );
  const booster = XgBoostBooster.create([training], parameters);
  for (let round = 0; round < 15; round += 1) booster.update(round, training);
  const json = booster.toJson();
  const matrix = XgBoostMatrix.dense(asked, 1, categories);
  const native = explainByXgBoost(json, matrix.handle, asked, outputsOf(task));
  for (const held of [matrix, booster, training]) held.free();
  const ensemble = readXgBoostTrees(json, { outputs: outputsOf(task), link: linkOf(objective), categories });
  return { ensemble, native };
}

/** Relative to the largest of a row's contributions, in whose digits the libraries reckon. */
function expectAgreement(ensemble: TreeEnsemble, native: NativeExplanation): void {
  const { values } = treeShap(ensemble, asked);
  expect(values).toHaveLength(native.contributions.length);
  for (const [at, expected] of native.contributions.entries()) {
    expect(Math.abs(values[at]! - expected) / Math.max(1, Math.abs(expected)), `value ${at}`).toBeLessThan(1e-5);
  }
  const { gain, split } = featureImportance(ensemble, NAMES.length);
  expect([...split!]).toEqual(native.split);
  for (const [feature, expected] of native.gain.entries()) expect(gain[feature]! / expected).toBeCloseTo(1, 4);
}

const TASKS = ['binary', 'multiclass', 'regression'] as const;

describe.each(TASKS)('the contributions and importances of a %s model', (task) => {
  it.each(['', 'num_leaves=4', 'boosting=dart drop_rate=0.4', 'max_cat_to_onehot=64'])(
    'are LightGBM’s own: %s',
    (settings) => {
      const { ensemble, native } = lightGbm(task, settings);
      expectAgreement(ensemble, native);
    },
  );

  it.each([{}, { max_depth: 3, max_cat_to_onehot: 1 }, { booster: 'dart', rate_drop: 0.4 }, { max_cat_to_onehot: 64 }])(
    'are XGBoost’s own: %j',
    (settings) => {
      const { ensemble, native } = xgBoost(task, settings);
      expectAgreement(ensemble, native);
    },
  );
});

const FEATURES = 4;

/** A random tree whose covers add up, with the same features again and again on a way down. */
function randomTree(seed: number, output: number): Tree {
  const random = createRandom(seed);
  const nodes: TreeNode[] = [];
  const grow = (depth: number, cover: number): number => {
    const place = nodes.length;
    if (depth === 0 || random() < 0.2) {
      nodes.push({ kind: 'leaf', value: random() * 2 - 1, cover });
      return place;
    }
    nodes.push({ kind: 'leaf', value: 0, cover });
    const share = random() < 0.15 ? 0 : random();
    const left = grow(depth - 1, cover * share);
    const right = grow(depth - 1, cover * (1 - share));
    const feature = Math.floor(random() * FEATURES);
    const sides = { feature, left, right, cover, missingGoesLeft: random() < 0.5 };
    nodes[place] =
      feature === 3
        ? { kind: 'categories', members: [0, 2], categories: 4, ...sides }
        : { kind: 'split', comparison: random() < 0.5 ? '<' : '<=', threshold: Math.fround(random()), ...sides };
    return place;
  };
  grow(6, 100);
  return { output, nodes };
}

const value = fc.oneof(fc.constant(Number.NaN), fc.float({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 2, 3));

/** What a tree says when only some features are known: the definition, by every way that rows may go. */
function conditional({ nodes }: Tree, row: readonly number[], known: ReadonlySet<number>, place = 0): number {
  const node = nodes[place]!;
  if (node.kind === 'leaf') return node.value;
  const below = (next: number) => conditional({ output: 0, nodes }, row, known, next);
  if (!known.has(node.feature)) {
    const [left, right] = [nodes[node.left]!.cover!, nodes[node.right]!.cover!];
    const share = left + right > 0 ? left / (left + right) : 0.5;
    return share * below(node.left) + (1 - share) * below(node.right);
  }
  const found = row[node.feature]!;
  const goesLeft = Number.isNaN(found)
    ? node.missingGoesLeft
    : node.kind === 'categories'
      ? node.members.includes(found)
      : node.comparison === '<'
        ? found < node.threshold
        : found <= node.threshold;
  return below(goesLeft ? node.left : node.right);
}

/** Shapley values by their definition: over all subsets of the other features. */
function shapley(tree: Tree, row: readonly number[], feature: number): number {
  const others = [...Array(FEATURES).keys()].filter((other) => other !== feature);
  const factorial = [1, 1, 2, 6, 24];
  let sum = 0;
  for (let subset = 0; subset < 2 ** others.length; subset += 1) {
    const known = new Set(others.filter((_, place) => (subset >> place) & 1));
    const weight = (factorial[known.size]! * factorial[FEATURES - known.size - 1]!) / factorial[FEATURES]!;
    sum += weight * (conditional(tree, row, new Set([...known, feature])) - conditional(tree, row, known));
  }
  return sum;
}

describe('treeShap', () => {
  it.prop([fc.nat(1e6), fc.array(value, { minLength: 4, maxLength: 4 })], { numRuns: 300 })(
    'is what Shapley defined, and adds up to the raw score',
    (seed, row) => {
      const trees = [randomTree(seed, 0), randomTree(seed + 1, 1), randomTree(seed + 2, 1)];
      const ensemble = { trees, baseScores: [0.5, -2] };
      const matrix = { names: NAMES, rowCount: 1, values: Float32Array.from(row) };
      const { values, outputs } = treeShap(ensemble, matrix);
      expect(outputs).toBe(2);
      const exact = [...matrix.values];
      for (const [output, score] of rawScores(ensemble, matrix.values).entries()) {
        const own = [...values.subarray(output * 5, output * 5 + 5)];
        for (let feature = 0; feature < FEATURES; feature += 1) {
          const expected = trees
            .filter((tree) => tree.output === output)
            .reduce((sum, tree) => sum + shapley(tree, exact, feature), 0);
          expect(own[feature]).toBeCloseTo(expected, 9);
        }
        expect(own.reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 9);
      }
    },
  );

  it('gives a tree of one leaf to no feature', () => {
    const ensemble = {
      trees: [{ output: 0, nodes: [{ kind: 'leaf', value: 3, cover: 0 }] }],
      baseScores: [1],
    } as const;
    expect([...treeShap(ensemble, { names: ['a'], rowCount: 1, values: new Float32Array(1) }).values]).toEqual([0, 4]);
  });

  it('refuses trees that do not say how many rows went where', () => {
    const leaf = { kind: 'leaf', value: 1 } as const;
    const split = {
      kind: 'split',
      feature: 0,
      comparison: '<',
      threshold: 1,
      missingGoesLeft: false,
      left: 1,
      right: 2,
    } as const;
    const ensemble = { trees: [{ output: 0, nodes: [split, leaf, leaf] }], baseScores: [0] };
    expect(() => treeShap(ensemble, { names: ['a'], rowCount: 1, values: new Float32Array(1) })).toThrow(
      /how many rows/,
    );
  });
});
