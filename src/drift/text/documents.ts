/** What a text says: which words, by their number, in the order of their first coming, and how often each. */
export type Document = ReadonlyMap<number, number>;

export interface Documents {
  /** The words by their number. */
  readonly vocabulary: readonly string[];
  /** One per text, in their order. */
  readonly documents: readonly Document[];
}

/** Cuts texts into lower-case words, runs of letters, digits and underscores, each of at least `fewest` characters. */
export function readDocuments(texts: readonly string[], fewest: 1 | 2): Documents {
  const pattern = fewest === 1 ? /[\p{L}\p{N}_]+/gu : /[\p{L}\p{N}_]{2,}/gu;
  const known = new Map<string, number>();
  const documents = texts.map((text) => countWords(text.toLowerCase().match(pattern) ?? [], known));
  return { vocabulary: [...known.keys()], documents };
}

/** @param known - word → number; grows */
function countWords(words: readonly string[], known: Map<string, number>): Document {
  const counts = new Map<number, number>();
  for (const word of words) {
    const number = known.get(word) ?? known.size;
    known.set(word, number);
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}
