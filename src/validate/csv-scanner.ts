/** Something wrong with a file's structure; `row` counts data rows from 1 and is absent for the header. */
export interface Finding {
  readonly row?: number;
  readonly rule: 'ragged' | 'readable';
  readonly message: string;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/** The engine's limit for one row. */
const MAX_ROW_BYTES = 2 ** 21;

/** Where in a field the scan is. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
const QUOTE_IN_QUOTED = 3;

/**
 * Walks over a CSV file byte by byte and tells every row with more or fewer fields than the header, broken quotes, rows
 * too long to read and line ends that change on the way. Blank lines are no rows.
 */
export class CsvScanner {
  readonly #delimiter: number;
  /** 1 for every byte that means nothing but itself inside an unquoted field. */
  readonly #isPlain = new Uint8Array(256).fill(1);
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
    for (const byte of [this.#delimiter, QUOTE, LF, CR]) this.#isPlain[byte] = 0;
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

  push(bytes: Uint8Array): void {
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = bytes[index] ?? 0;
      // Nearly every byte is one more of a plain field, and there are hundreds of millions of them.
      if (this.#state === PLAIN && this.#isPlain[byte] === 1) this.#rowBytes += 1;
      else this.#step(byte);
    }
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
    if (this.#state === QUOTED) this.#stepInQuotes(byte);
    else if (byte === this.#delimiter) this.#endField();
    else if (byte === LF || byte === CR) this.#endLine(byte);
    else this.#stepInField(byte);
  }

  #stepInQuotes(byte: number): void {
    this.#rowBytes += 1;
    if (byte === QUOTE) this.#state = QUOTE_IN_QUOTED;
    else if (byte === LF) this.#line += 1;
  }

  #stepInField(byte: number): void {
    this.#rowBytes += 1;
    if (byte === QUOTE && this.#state !== PLAIN) {
      this.#state = QUOTED;
    } else {
      if (this.#state === QUOTE_IN_QUOTED) this.#quoteBroken = true;
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
    if (this.#lineEnd !== '' && this.#lineEnd !== kind && !this.#mayMixLineEnds) {
      this.#find('readable', `the line ends in ${kind}, those before it in ${this.#lineEnd}`);
    }
    this.#lineEnd = kind;
  }

  #find(rule: Finding['rule'], message: string): void {
    this.#report(this.#records > 1 ? { row: this.#records - 1, rule, message } : { rule, message });
  }
}
