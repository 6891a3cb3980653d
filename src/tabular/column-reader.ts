import { sortedByCodePoint } from './code-point-order.ts';
import type { FileColumn } from './data-file.ts';
import { doublesOf } from './double-vector.ts';
import type { ColumnTarget } from './parquet/read-column.ts';
import { ShortTextCache, startsWithMark, textWordsOf } from './short-text-cache.ts';
import type { Storage } from './storage.ts';
import type { Column } from './table.ts';

/** The part of an engine's vector that is needed here. */
interface Vector {
  readonly itemCount: number;
  getItem(index: number): unknown;
}

/** Gathers one column of a table, chunk after chunk: every row is either taken or skipped. */
export class ColumnReader {
  readonly name: string;
  readonly #storage: Storage;
  readonly #numbers: Float64Array;
  readonly #codes: Int32Array;
  readonly #codeByText = new Map<string, number>();
  readonly #shortTexts = new ShortTextCache();

  constructor(name: string, storage: Storage, rowCount: number) {
    this.name = name;
    this.#storage = storage;
    this.#numbers = new Float64Array(storage === 'string' ? 0 : rowCount);
    this.#codes = new Int32Array(storage === 'string' ? rowCount : 0);
  }

  /** The file's column as `take` wants it: doubles with NaN for missing, or texts with '' for missing. */
  sql(column: FileColumn): string {
    if (this.#storage === 'string') return `coalesce(${column.text}, '')`;
    const { value } = column;
    const number =
      this.#storage === 'timestamp'
        ? `CASE WHEN isfinite(CAST(${value} AS TIMESTAMP)) THEN epoch_ms(CAST(${value} AS TIMESTAMP)) END`
        : value;
    return `coalesce(CAST(${number} AS DOUBLE), 'nan'::DOUBLE)`;
  }

  take(vector: Vector, firstRow: number): void {
    if (this.#storage === 'string') this.#takeTexts(vector, firstRow);
    else this.#numbers.set(doublesOf(vector), firstRow);
  }

  /** Where the rows of a file go that need no engine; undefined where values of this storage must be converted. */
  target(storage: Storage, firstRow: number, endRow: number): ColumnTarget | undefined {
    const isText = this.#storage === 'string';
    const isTime = this.#storage === 'timestamp';
    if (isText !== (storage === 'string') || isTime !== (storage === 'timestamp')) return undefined;
    return {
      numbers: this.#numbers.subarray(firstRow, isText ? firstRow : endRow),
      codes: this.#codes.subarray(firstRow, isText ? endRow : firstRow),
      codeOf: (text) => this.#codeOf(text),
    };
  }

  /** These rows are missing. */
  skip(firstRow: number, endRow: number): void {
    if (this.#storage === 'string') this.#codes.fill(-1, firstRow, endRow);
    else this.#numbers.fill(Number.NaN, firstRow, endRow);
  }

  finish(): Column {
    const { name } = this;
    return this.#storage === 'string'
      ? { name, storage: 'string', ...inCodePointOrder(this.#codeByText, this.#codes) }
      : { name, storage: this.#storage, values: this.#numbers };
  }

  #takeTexts(vector: Vector, firstRow: number): void {
    const words = textWordsOf(vector);
    for (let index = 0; index < vector.itemCount; index += 1) {
      let code = this.#shortTexts.find(words, index);
      if (code === -1) {
        const text = vector.getItem(index);
        code = this.#codeOf(startsWithMark(words, index) ? `\uFEFF${text}` : text);
        this.#shortTexts.keep(words, index, code);
      }
      this.#codes[firstRow + index] = code;
    }
  }

  #codeOf(text: unknown): number {
    if (typeof text !== 'string' || text === '') return -1;
    const known = this.#codeByText.get(text);
    if (known !== undefined) return known;
    const code = this.#codeByText.size;
    this.#codeByText.set(text, code);
    return code;
  }
}

/** Sorts the levels and renumbers the codes in place. */
function inCodePointOrder(codeByText: ReadonlyMap<string, number>, codes: Int32Array) {
  const levels = sortedByCodePoint(codeByText.keys());
  const newCode = new Int32Array(levels.length);
  for (const [rank, level] of levels.entries()) newCode[codeByText.get(level)!] = rank;
  for (let row = 0; row < codes.length; row += 1) codes[row] = newCode[codes[row]!] ?? -1;
  return { levels, codes };
}
