const LENGTH_BYTES = 4;
const UNKNOWN = -2;

/** A byte order mark is part of the text. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Plain texts, each after its length. */
export class PlainTexts {
  readonly #bytes: Uint8Array;
  readonly #starts: Int32Array;

  /** @throws RangeError when there are not so many */
  constructor(bytes: Uint8Array, count: number) {
    if (count * LENGTH_BYTES > bytes.length) throw new RangeError('texts are cut off');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#bytes = bytes;
    this.#starts = new Int32Array(count + 1);
    for (let index = 0, at = 0; index < count; index++) {
      at += LENGTH_BYTES + view.getUint32(at, true);
      this.#starts[index + 1] = at;
    }
    if (this.#starts[count]! > bytes.length) throw new RangeError('a text is cut off');
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** @throws TypeError for bytes that are not UTF-8 */
  at(index: number): string {
    return decoder.decode(this.#bytes.subarray(this.#starts[index]! + LENGTH_BYTES, this.#starts[index + 1]!));
  }
}

/** Turns places in a dictionary into codes, each text's when a row first has it. */
export class TextDictionary {
  readonly #texts: PlainTexts;
  readonly #codes: Int32Array;

  constructor(texts: PlainTexts) {
    this.#texts = texts;
    this.#codes = new Int32Array(texts.count).fill(UNKNOWN);
  }

  /** @throws RangeError for a place that the dictionary does not have */
  recode(places: Int32Array, codeOf: (text: string) => number): void {
    const codes = this.#codes;
    for (let row = 0; row < places.length; row++) {
      const place = places[row]!;
      if (place >= codes.length) throw new RangeError(`the dictionary has no place ${place}`);
      let code = codes[place]!;
      if (code === UNKNOWN) {
        code = codeOf(this.#texts.at(place));
        codes[place] = code;
      }
      places[row] = code;
    }
  }
}
