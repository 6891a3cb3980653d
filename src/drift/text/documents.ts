/** What texts say, one text after the other. */
export interface Documents {
  /** The words by their number. */
  readonly vocabulary: readonly string[];
  /** Where each text begins in `words` and `counts`, and where the last one ends. */
  readonly starts: Int32Array;
  /** A text's different words by their number, in the order of their first coming. */
  readonly words: Int32Array;
  /** How often the text has the word. */
  readonly counts: Int32Array;
}

/** Cuts texts into lower-case words, runs of letters, digits and underscores, each of at least `fewest` characters. */
export function readDocuments(texts: readonly string[], fewest: 1 | 2): Documents {
  const pattern = fewest === 1 ? /[\p{L}\p{N}_]+/gu : /[\p{L}\p{N}_]{2,}/gu;
  const known = new Map<string, number>();
  const starts = new Int32Array(texts.length + 1);
  const [words, counts]: [number[], number[]] = [[], []];
  // Where the text at hand has a word; of another text, it is a place before its start.
  const placeOf: number[] = [];
  for (const [text, content] of texts.entries()) {
    for (const spelled of content.toLowerCase().match(pattern) ?? []) {
      const word = known.get(spelled) ?? known.size;
      if (word === known.size) {
        known.set(spelled, word);
        placeOf.push(-1);
      }
      const place = placeOf[word]!;
      if (place >= starts[text]!) {
        counts[place]!++;
        continue;
      }
      placeOf[word] = words.length;
      words.push(word);
      counts.push(1);
    }
    starts[text + 1] = words.length;
  }
  return { vocabulary: [...known.keys()], starts, words: Int32Array.from(words), counts: Int32Array.from(counts) };
}
