/** Something wrong with a file's structure; `row` counts data rows from 1 and is absent for the header. */
export interface Finding {
  readonly row?: number;
  readonly rule: 'ragged' | 'readable';
  readonly message: string;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
/** The engine reads rows of up to two million bytes, blank lines above them included. */
const MAX_ROW_BYTES = 1_900_000;

/** What a byte is outside quotes: one of a field, what ends a field or a row, or what needs a closer look. */
const TEXT = 0; // adds no field
const DELIMITER = 1; // adds one
const NEW_LINE = 2;
const SPECIAL = 3;

/** Where in a field the scan is. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
const QUOTE_IN_QUOTED = 3;
const AFTER_SPACE = 4; // one at the field's beginning
const AFTER_QUOTED = 5;

/** The states in which a quote begins, or goes on with, a quoted text. */
const MAY_QUOTE: ReadonlySet<number> = new Set([START, AFTER_SPACE, QUOTE_IN_QUOTED]);

/**
 * Walks over a CSV file byte by byte and tells every row with more or fewer fields than the header, broken quotes, rows
 * too long to read and line ends that change on the way. Blank lines are no rows. As to the engine, one space before an
 * opening quote and spaces after a closing one do not belong to the field.
 */
export class CsvScanner {
  readonly #delimiter: number;
  /** What each byte is outside quotes. */
  readonly #kinds = new Uint8Array(256).fill(TEXT);
  readonly #mayMixLineEnds: boolean;
  readonly #report: (finding: Finding) => void;
  #state = START;
  #fields = 1;
  #expected = 0;
  #records = 0;
  #rowBytes = 0;
  #line = 1;
  #afterCr = false;
  #lineEnd = '';
  #quoteBroken = false;

  constructor(dialect: { delimiter: string; mixedLineEnds: boolean }, report: (finding: Finding) => void) {
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#kinds.set([SPECIAL], QUOTE);
    this.#kinds.set([SPECIAL], CR);
    this.#kinds.set([NEW_LINE], LF);
    this.#kinds.set([DELIMITER], this.#delimiter);
    this.#mayMixLineEnds = dialect.mixedLineEnds;
    this.#report = report;
  }

  /** Data rows seen so far, the header not counted. */
  get rows(): number {
    return Math.max(this.#records - 1, 0);
  }

  /** The line of the file the scan is in, from 1. */
  get line(): number {
    return this.#line;
  }

  get #isOutsideQuotes(): boolean {
    return this.#state === PLAIN || this.#state === START || this.#state === AFTER_SPACE;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#state === QUOTED) at = this.#skipQuoted(bytes, at);
      else if (this.#isOutsideQuotes && !this.#afterCr) at = this.#skipPlain(bytes, at);
      const byte = bytes[at];
      if (byte !== undefined) this.#step(byte);
      at += 1;
    }
  }

  /**
   * Runs over unquoted fields and sound rows of them, which is nearly all there is, hundreds of millions of bytes; the
   * state is kept in locals meanwhile.
   *
   * @returns where the first byte is that needs a closer look
   */
  #skipPlain(bytes: Uint8Array, from: number): number {
    const kinds = this.#kinds;
    let [at, fields, rowStart] = [from, this.#fields, from - this.#rowBytes];
    for (; at < bytes.length; at += 1) {
      const kind = kinds[bytes[at] ?? 0] ?? 0;
      // Without a branch per delimiter, which no processor could foresee.
      if (kind <= DELIMITER) fields += kind;
      else if (kind === NEW_LINE && this.#endsSoundRow(fields, at - rowStart)) {
        fields = 1;
        rowStart = at + 1;
        this.#records += 1;
        this.#line += 1;
      } else break;
    }
    this.#state = this.#stateAfter(bytes, from, at);
    this.#fields = fields;
    this.#rowBytes = at - rowStart;
    return at;
  }

  #stateAfter(bytes: Uint8Array, from: number, to: number): number {
    if (to === from) return this.#state;
    const last = bytes[to - 1] ?? 0;
    if (this.#kinds[last] !== TEXT) return START;
    const isFirst = to - 1 === from ? this.#state === START : this.#kinds[bytes[to - 2] ?? 0] !== TEXT;
    return last === SPACE && isFirst ? AFTER_SPACE : PLAIN;
  }

  /** Of a line feed: whether it ends one more row like the others, about which there is nothing to say. */
  #endsSoundRow(fields: number, rowBytes: number): boolean {
    const isSound = fields === this.#expected && rowBytes > 0 && rowBytes <= MAX_ROW_BYTES;
    return isSound && this.#records > 0 && this.#lineEnd === 'LF' && !this.#quoteBroken;
  }

  /** @returns where the next quote is */
  #skipQuoted(bytes: Uint8Array, from: number): number {
    let at = from;
    for (; at < bytes.length && bytes[at] !== QUOTE; at += 1) if (bytes[at] === LF) this.#line += 1;
    this.#rowBytes += at - from;
    return at;
  }

  end(): void {
    if (this.#afterCr) this.#useLineEnd('CR');
    this.#endRecord();
  }

  #step(byte: number): void {
    if (this.#afterCr) {
      this.#afterCr = false;
      this.#useLineEnd(byte === LF ? 'CR LF' : 'CR');
      if (byte === LF) return;
    }
    if (this.#state === QUOTED) this.#closeQuote();
    else if (byte === this.#delimiter) this.#endField();
    else if (byte === LF || byte === CR) this.#endLine(byte);
    else this.#stepInField(byte);
  }

  #closeQuote(): void {
    this.#rowBytes += 1;
    this.#state = QUOTE_IN_QUOTED;
  }

  #stepInField(byte: number): void {
    this.#rowBytes += 1;
    const isAfterQuoted = this.#state === QUOTE_IN_QUOTED || this.#state === AFTER_QUOTED;
    if (byte === QUOTE && MAY_QUOTE.has(this.#state)) this.#state = QUOTED;
    else if (byte === SPACE && isAfterQuoted) this.#state = AFTER_QUOTED;
    else if (byte === SPACE && this.#state === START) this.#state = AFTER_SPACE;
    else {
      if (isAfterQuoted) this.#quoteBroken = true;
      this.#state = PLAIN;
    }
  }

  #endField(): void {
    this.#rowBytes += 1;
    this.#fields += 1;
    this.#state = START;
  }

  #endLine(byte: number): void {
    this.#endRecord();
    this.#line += 1;
    if (byte === CR) this.#afterCr = true;
    else this.#useLineEnd('LF');
  }

  #endRecord(): void {
    if (this.#rowBytes > 0) {
      this.#records += 1;
      if (this.#records === 1) this.#expected = this.#fields;
      this.#judgeRecord();
    }
    this.#fields = 1;
    this.#rowBytes = 0;
    this.#quoteBroken = false;
    this.#state = START;
  }

  #judgeRecord(): void {
    const got = this.#fields;
    if (this.#state === QUOTED) {
      this.#find('readable', 'a quote is opened and never closed');
      return;
    }
    if (got !== this.#expected) this.#find('ragged', `expected ${this.#expected} fields, got ${got}`);
    if (this.#quoteBroken)
      this.#find('readable', 'text follows a closing quote; double a quote that belongs to the text');
    if (this.#rowBytes > MAX_ROW_BYTES) this.#find('readable', `the row is longer than ${MAX_ROW_BYTES} bytes`);
  }

  #useLineEnd(kind: string): void {
    const mayDiffer = this.#mayMixLineEnds && kind !== 'CR' && this.#lineEnd !== 'CR';
    if (this.#lineEnd !== '' && this.#lineEnd !== kind && !mayDiffer) {
      this.#find('readable', `the line ends in ${kind}, those before it in ${this.#lineEnd}`);
    }
    this.#lineEnd = kind;
  }

  #find(rule: Finding['rule'], message: string): void {
    this.#report(this.#records > 1 ? { row: this.#records - 1, rule, message } : { rule, message });
  }
}
