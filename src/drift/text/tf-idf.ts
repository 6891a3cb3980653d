import { byCodePoint } from '#src/tabular/code-point-order.ts';
import type { Documents } from './documents.ts';
import { preciseLog } from './precise-log.ts';

/** Rows of numbers, most of which are 0, one after the other: the places of those that are not, and their values. */
export interface SparseRows {
  /** Where each row begins in `columns` and `values`, and where the last one ends. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export interface WordWeights {
  /** How many words have a weight. */
  readonly width: number;
  /** Texts to learn from: the words of each in the order in which all of these texts first have them. */
  readonly taught: (texts: Int32Array) => SparseRows;
  /** Texts to judge: the words of each in code-point order. */
  readonly judged: (texts: Int32Array) => SparseRows;
}

/**
 * Weighs words by how often they come and how few texts have them: (1 + ln count) (1 + ln((1 + n) / (1 + texts))),
 * scaled to length 1 per text. The order of a text's words is scikit-learn's, for its sums are to be the same to the
 * last bit: its descent takes such long steps that a difference there grows.
 *
 * @param texts - the n numbers of the texts to learn from, repeats included
 * @param ignored - words that get no weight
 * @param commonest - words in more than this share of the texts get no weight
 * @see Salton and Buckley (1988), "Term-weighting approaches in automatic text retrieval"
 */
export function weighWords(
  documents: Documents,
  texts: Int32Array,
  ignored: ReadonlySet<string>,
  commonest: number,
): WordWeights {
  const { vocabulary } = documents;
  const { met, textsWith } = countTexts(documents, texts);
  const kept = met.filter((word) => textsWith[word]! <= commonest * texts.length && !ignored.has(vocabulary[word]!));
  const logarithm = rememberLogs();
  const rarity = new Float64Array(vocabulary.length);
  for (const word of kept) rarity[word] = logarithm((1 + texts.length) / (1 + textsWith[word]!)) + 1;
  const columns = new Int32Array(vocabulary.length).fill(-1);
  for (const [column, word] of kept.entries()) columns[word] = column;
  const byName = Int32Array.from(kept).sort((a, b) => byCodePoint(vocabulary[a]!, vocabulary[b]!));
  const places = new Int32Array(vocabulary.length).fill(-1);
  for (const [place, word] of byName.entries()) places[word] = place;
  const weightOf = (word: number, count: number) => (logarithm(count) + 1) * rarity[word]!;
  return {
    width: kept.length,
    taught: (rows) => weighRows(documents, rows, { ranks: columns, byRank: kept, columns, weightOf }),
    judged: (rows) => weighRows(documents, rows, { ranks: places, byRank: byName, columns, weightOf }),
  };
}

/** The words of the texts in the order of their first coming, and how many of the texts have each. */
function countTexts({ vocabulary, starts, words }: Documents, texts: Int32Array) {
  const textsWith = new Int32Array(vocabulary.length);
  const met: number[] = [];
  for (const text of texts) {
    for (let at = starts[text]!; at < starts[text + 1]!; at++) {
      const word = words[at]!;
      if (textsWith[word]!++ === 0) met.push(word);
    }
  }
  return { met: Int32Array.from(met), textsWith };
}

interface Weighing {
  /** Word → its place in the order of a row's words; -1 for one without a weight. */
  readonly ranks: Int32Array;
  /** Place → word. */
  readonly byRank: Int32Array;
  /** Word → its column. */
  readonly columns: Int32Array;
  readonly weightOf: (word: number, count: number) => number;
}

function weighRows(documents: Documents, texts: Int32Array, weighing: Weighing): SparseRows {
  const starts = new Int32Array(texts.length + 1);
  for (const [row, text] of texts.entries()) {
    starts[row + 1] = starts[row]! + documents.starts[text + 1]! - documents.starts[text]!;
  }
  const columns = new Int32Array(starts[texts.length]!);
  const values = new Float64Array(columns.length);
  const weightBy = new Float64Array(weighing.byRank.length);
  let filled = 0;
  for (const [row, text] of texts.entries()) {
    starts[row] = filled;
    filled += rankWords(documents, text, weighing, columns.subarray(filled), weightBy);
    weighRow(columns.subarray(starts[row]!, filled), values.subarray(starts[row]!, filled), weighing, weightBy);
  }
  starts[texts.length] = filled;
  return { starts, columns, values };
}

/**
 * Puts the ranks of a text's words into `ranks`, and their weights into `weightBy` by rank.
 *
 * @returns how many they are
 */
function rankWords(
  { starts, words, counts }: Documents,
  text: number,
  { ranks: rankOf, weightOf }: Weighing,
  ranks: Int32Array,
  weightBy: Float64Array,
): number {
  let found = 0;
  for (let at = starts[text]!; at < starts[text + 1]!; at++) {
    const rank = rankOf[words[at]!]!;
    if (rank < 0) continue;
    ranks[found++] = rank;
    weightBy[rank] = weightOf(words[at]!, counts[at]!);
  }
  return found;
}

/** Puts a row's ranks in order and its columns in their place, and its values scaled to length 1. */
function weighRow(columns: Int32Array, values: Float64Array, weighing: Weighing, weightBy: Float64Array): void {
  columns.sort();
  let squares = 0;
  for (const [at, rank] of columns.entries()) {
    const value = weightBy[rank]!;
    values[at] = value;
    squares += value * value;
    columns[at] = weighing.columns[weighing.byRank[rank]!]!;
  }
  const length = Math.sqrt(squares);
  for (let at = 0; at < values.length; at++) values[at]! /= length;
}

/** The same few numbers come again and again. */
function rememberLogs(): (x: number) => number {
  const known = new Map<number, number>();
  return (x) => {
    const logarithm = known.get(x) ?? preciseLog(x);
    known.set(x, logarithm);
    return logarithm;
  };
}
