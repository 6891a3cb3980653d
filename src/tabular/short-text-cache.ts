/** 16 bytes per text: its length in bytes, then the text itself if it fits into the other 12, padded with zeros. */
const WORDS_PER_TEXT = 4;
const LONGEST_SHORT_TEXT = 12;
const SLOTS = 1 << 12;
/** So many slots in a row are tried for a text. */
const PROBES = 8;
const UNKNOWN = -1;

/** The part of an engine's vector of texts that is needed here. */
interface TextVector {
  readonly itemCount: number;
}

/** The words in which the engine keeps the texts of a vector; the client would decode them one by one. */
export function textWordsOf(vector: TextVector): Int32Array {
  const view: unknown = Reflect.get(vector, 'dataView');
  const words = WORDS_PER_TEXT * vector.itemCount;
  if (view instanceof DataView && view.byteLength === words * Int32Array.BYTES_PER_ELEMENT) {
    return new Int32Array(view.buffer, view.byteOffset, words);
  }
  throw new TypeError('the DuckDB client keeps its texts elsewhere than the pinned version: adapt short-text-cache.ts');
}

const MARK_BYTES = 3;
const MARK = 0xbf_bb_ef; // EF BB BF, little-endian

/** Whether the text at `index` begins with a byte order mark, which the client leaves out of what it decodes. */
export const startsWithMark = (words: Int32Array, index: number): boolean =>
  words[WORDS_PER_TEXT * index]! >= MARK_BYTES && (words[WORDS_PER_TEXT * index + 1]! & 0xff_ff_ff) === MARK;

/**
 * Remembers the codes of short texts by the words in which the engine keeps them, so that a level met again is not
 * decoded again, which takes ten times as long. A text that finds no free slot pushes another one out.
 */
export class ShortTextCache {
  readonly #words = new Int32Array(WORDS_PER_TEXT * (SLOTS + PROBES));
  readonly #codes = new Int32Array(SLOTS + PROBES);
  readonly #used = new Uint8Array(SLOTS + PROBES);

  /** The code of the text at `index`, or -1 when it is not known. */
  find(words: Int32Array, index: number): number {
    const from = WORDS_PER_TEXT * index;
    const [length, first, second, third] = [words[from]!, words[from + 1]!, words[from + 2]!, words[from + 3]!];
    const kept = this.#words;
    for (let slot = slotOf(words, from), last = slot + PROBES; slot < last && this.#used[slot] === 1; slot++) {
      const at = WORDS_PER_TEXT * slot;
      const isSame = kept[at] === length && kept[at + 1] === first && kept[at + 2] === second && kept[at + 3] === third;
      if (isSame) return this.#codes[slot]!;
    }
    return UNKNOWN;
  }

  keep(words: Int32Array, index: number, code: number): void {
    const from = WORDS_PER_TEXT * index;
    // Of a longer text the words hold an address, where another text will be later.
    if (words[from]! > LONGEST_SHORT_TEXT) return;
    const home = slotOf(words, from);
    let slot = home;
    while (slot < home + PROBES && this.#used[slot] === 1) slot++;
    if (slot === home + PROBES) slot = home;
    this.#words.set(words.subarray(from, from + WORDS_PER_TEXT), WORDS_PER_TEXT * slot);
    this.#codes[slot] = code;
    this.#used[slot] = 1;
  }
}

/** Multiplicative hashing. */
function slotOf(words: Int32Array, from: number): number {
  let hash = words[from]!;
  for (let word = 1; word < WORDS_PER_TEXT; word += 1) hash = Math.imul(hash ^ words[from + word]!, 0x9e3779b1);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}
