import type { Samples } from '../column-pair.ts';
import type { Documents } from './documents.ts';
import { fitLinearClassifier } from './linear-classifier.ts';
import { weighWords } from './tf-idf.ts';

/** A row of either side, by the number of its text among the documents. */
export interface TextRow {
  readonly text: number;
  readonly isCurrent: boolean;
}

export interface ClassifierOptions {
  /** Words to leave out. */
  readonly ignored: ReadonlySet<string>;
  /** Words in more than this share of the texts are left out. */
  readonly commonest: number;
}

/**
 * Learns from some rows to tell the current texts from the reference's by their words, and judges the others.
 *
 * @returns the margins of the rows held out, ascending; all 0 where no word is left to learn from
 */
export function heldOutMargins(
  documents: Documents,
  taught: readonly TextRow[],
  heldOut: readonly TextRow[],
  { ignored, commonest }: ClassifierOptions,
): Samples {
  const texts = textsOf(taught);
  const weights = weighWords(documents, texts, ignored, commonest);
  const isCurrent = Uint8Array.from(taught, (row) => (row.isCurrent ? 1 : 0));
  const { marginOf } = fitLinearClassifier(weights.taught(texts), isCurrent, weights.width);
  const marginsOf = (side: boolean) => {
    const rows = weights.judged(textsOf(heldOut.filter((row) => row.isCurrent === side)));
    return Float64Array.from({ length: rows.starts.length - 1 }, (_, row) => marginOf(rows, row)).sort();
  };
  return { reference: marginsOf(false), current: marginsOf(true) };
}

const textsOf = (rows: readonly TextRow[]): Int32Array => Int32Array.from(rows, ({ text }) => text);
