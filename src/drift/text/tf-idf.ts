import { byCodePoint } from '#src/tabular/code-point-order.ts';
import type { Document, Documents } from './documents.ts';
import { preciseLog } from './precise-log.ts';

/** A row of numbers, most of which are 0: the places of those that are not, and their values. */
export interface SparseRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export interface WordWeights {
  /** How many words have a weight. */
  readonly width: number;
  /** A text to learn from: its words in the order in which all of these texts first have them. */
  readonly taught: (text: number) => SparseRow;
  /** A text to judge: its words in code-point order. */
  readonly judged: (text: number) => SparseRow;
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
  { vocabulary, documents }: Documents,
  texts: Int32Array,
  ignored: ReadonlySet<string>,
  commonest: number,
): WordWeights {
  const textsWith = new Map<number, number>();
  for (const text of texts) {
    for (const word of documents[text]!.keys()) textsWith.set(word, (textsWith.get(word) ?? 0) + 1);
  }
  const kept = [...textsWith].filter(
    ([word, found]) => found <= commonest * texts.length && !ignored.has(vocabulary[word]!),
  );
  const columns = new Int32Array(vocabulary.length).fill(-1);
  const logarithm = rememberLogs();
  const rarity = kept.map(([, found]) => logarithm((1 + texts.length) / (1 + found)) + 1);
  for (const [column, [word]] of kept.entries()) columns[word] = column;
  const places = new Int32Array(kept.length);
  const byName = [...kept.keys()].sort((a, b) => byCodePoint(vocabulary[kept[a]![0]]!, vocabulary[kept[b]![0]]!));
  for (const [place, column] of byName.entries()) places[column] = place;
  const weigh = (document: Document) => {
    const weights = new Map<number, number>();
    for (const [word, count] of document) {
      const column = columns[word]!;
      if (column >= 0) weights.set(column, (logarithm(count) + 1) * rarity[column]!);
    }
    return weights;
  };
  const rowOf = (text: number, order: (a: number, b: number) => number) => sparseRow(weigh(documents[text]!), order);
  return {
    width: kept.length,
    taught: (text) => rowOf(text, (a, b) => a - b),
    judged: (text) => rowOf(text, (a, b) => places[a]! - places[b]!),
  };
}

function sparseRow(weights: ReadonlyMap<number, number>, order: (a: number, b: number) => number): SparseRow {
  const columns = Int32Array.from([...weights.keys()].sort(order));
  const values = Float64Array.from(columns, (column) => weights.get(column)!);
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return { columns, values: values.map((value) => value / length) };
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
