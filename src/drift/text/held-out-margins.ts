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
  const texts = Int32Array.from(taught, ({ text }) => text);
  const weights = weighWords(documents, texts, ignored, commonest);
  const { marginOf } = fitLinearClassifier(
    taught.map(({ text }) => weights.taught(text)),
    taught.map(({ isCurrent }) => isCurrent),
    weights.width,
  );
  const marginsOf = (side: boolean) =>
    Float64Array.from(
      heldOut.filter(({ isCurrent }) => isCurrent === side),
      ({ text }) => marginOf(weights.judged(text)),
    ).sort();
  return { reference: marginsOf(false), current: marginsOf(true) };
}
