import { ModelConversionError } from '../../errors.ts';
import type { Tree, TreeEnsemble, TreeNode } from '../../onnx/tree-ensemble.ts';
import { floorToFloat32 } from '../float32.ts';

/** Bits of `decision_type`. */
const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;
const missingKind = (decision: number): number => (decision >> 2) & 3;
/** Values of `missingKind`. */
const MISSING_NONE = 0;
const MISSING_AS_NAN = 2;

/**
 * Reads the trees out of LightGBM's text format (`tree`, version v4): per tree one line per array, internal nodes
 * numbered from 0, a negative child `c` being leaf `−c − 1`.
 *
 * @param outputs - trees of one boosting round: 1, or the number of classes
 * @param categories - features that are categories, by position, with how many there are
 * @throws ModelConversionError for anything that these trees cannot express
 * @see https://github.com/microsoft/LightGBM/blob/v4.6.0/src/io/tree.cpp, Tree::ToString and NumericalDecision
 */
export function readLightGbmTrees(
  text: string,
  outputs: number,
  categories: ReadonlyMap<number, number> = new Map(),
): TreeEnsemble {
  const [header = '', ...blocks] = text.split(/^Tree=\d+$/m);
  const rounds = blocks.length / outputs;
  // A random forest stores whole leaves and averages them when it predicts.
  const scale = /^average_output$/m.test(header) ? 1 / rounds : 1;
  const trees = blocks.map((block, index) => readTree(block, index % outputs, scale, categories));
  return { trees, baseScores: new Array<number>(outputs).fill(0) };
}

function readTree(block: string, output: number, scale: number, categories: ReadonlyMap<number, number>): Tree {
  const numbers = fieldsOf(block);
  if (numbers('is_linear')[0] === 1) throw new ModelConversionError('a tree has linear leaves, which ONNX trees lack');
  const splits = numbers('split_feature');
  const [gains, covers, leafCovers] = [numbers('split_gain'), numbers('internal_count'), numbers('leaf_count')];
  const leaves = numbers('leaf_value').map(
    (value, index): TreeNode => ({ kind: 'leaf', value: value * scale, cover: leafCovers[index] }),
  );
  const position = (child: number) => (child < 0 ? splits.length - child - 1 : child);
  const [thresholds, decisions] = [numbers('threshold'), numbers('decision_type')];
  const [lefts, rights] = [numbers('left_child'), numbers('right_child')];
  const sets = numbers('num_cat')[0] ? bitSets(numbers('cat_boundaries'), numbers('cat_threshold')) : [];
  const nodes = splits.map((feature, index): TreeNode => {
    const known = { gain: gains[index], cover: covers[index] };
    const children = { feature, left: position(lefts[index]!), right: position(rights[index]!), ...known };
    if (decisions[index]! & CATEGORICAL) {
      const split = { members: sets[thresholds[index]!] ?? [], categories: categories.get(feature) ?? 0 };
      return { kind: 'categories', ...children, ...split, missingGoesLeft: false };
    }
    const threshold = floorToFloat32(thresholds[index]!);
    const missingGoesLeft = leftWhenMissing(decisions[index]!, threshold);
    return { kind: 'split', ...children, comparison: '<=', threshold, missingGoesLeft };
  });
  return { output, nodes: [...nodes, ...leaves] };
}

/** The members of each set: bits of 32-bit words, set number i being the words from boundary i to boundary i + 1. */
const bitSets = (boundaries: readonly number[], words: readonly number[]): number[][] =>
  boundaries
    .slice(0, -1)
    .map((first, set) =>
      words
        .slice(first, boundaries[set + 1])
        .flatMap((word, index) =>
          [...Array(32).keys()].filter((bit) => (word >>> bit) & 1).map((bit) => 32 * index + bit),
        ),
    );

/** Where no row of the training data was missing, LightGBM takes a missing value for 0. */
function leftWhenMissing(decision: number, threshold: number): boolean {
  const kind = missingKind(decision);
  if (kind === MISSING_NONE) return 0 <= threshold;
  if (kind === MISSING_AS_NAN) return (decision & DEFAULT_LEFT) !== 0;
  throw new ModelConversionError('a tree takes 0 for missing, which ONNX trees cannot');
}

/** The numbers of a line `name=1 2 3` of the block; none where there is no such line. */
function fieldsOf(block: string): (name: string) => number[] {
  const lines = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line]));
  return (name) => {
    const values = lines.get(name)?.slice(name.length + 1) ?? '';
    return values === '' ? [] : values.split(' ').map(numberOf);
  };
}

/** A split that only parts missing from present values has the threshold `inf`. */
function numberOf(text: string): number {
  const value = text === 'inf' ? Number.POSITIVE_INFINITY : Number(text);
  if (Number.isNaN(value)) throw new ModelConversionError(`the model text has "${text}" where a number belongs`);
  return value;
}
