import { byCodePoint } from './code-point-order.ts';
import type { FileColumn } from './data-file.ts';
import type { Storage } from './storage.ts';
import type { Column } from './table.ts';

/** The part of an engine's vector that is needed here. */
interface Vector {
  readonly itemCount: number;
  getItem(index: number): unknown;
}

/** Gathers one column of a table, chunk after chunk; rows that no chunk brings stay missing. */
export class ColumnReader {
  readonly name: string;
  readonly #storage: Storage;
  readonly #numbers: Float64Array;
  readonly #codes: Int32Array;
  readonly #codeByText = new Map<string, number>();

  constructor(name: string, storage: Storage, rowCount: number) {
    this.name = name;
    this.#storage = storage;
    this.#numbers = new Float64Array(storage === 'string' ? 0 : rowCount).fill(Number.NaN);
    this.#codes = new Int32Array(storage === 'string' ? rowCount : 0).fill(-1);
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

  finish(): Column {
    const { name } = this;
    return this.#storage === 'string'
      ? { name, storage: 'string', ...inCodePointOrder([...this.#codeByText.keys()], this.#codes) }
      : { name, storage: this.#storage, values: this.#numbers };
  }

  #takeTexts(vector: Vector, firstRow: number): void {
    const known = this.#codeByText;
    for (let index = 0; index < vector.itemCount; index += 1) {
      const text = vector.getItem(index);
      if (typeof text !== 'string' || text === '') continue;
      let code = known.get(text);
      if (code === undefined) {
        code = known.size;
        known.set(text, code);
      }
      this.#codes[firstRow + index] = code;
    }
  }
}

/** The vector's own array: reading 50 million values one by one would cost seconds. */
function doublesOf(vector: Vector): Float64Array {
  const items: unknown = Reflect.get(vector, 'items');
  if (items instanceof Float64Array) return items;
  return Float64Array.from({ length: vector.itemCount }, (_, index) => Number(vector.getItem(index)));
}

/** Sorts the levels and renumbers the codes in place. */
function inCodePointOrder(texts: readonly string[], codes: Int32Array) {
  const levels = texts.toSorted(byCodePoint);
  const rank = new Map(levels.map((level, index) => [level, index]));
  const newCode = Int32Array.from(texts, (text) => rank.get(text) ?? -1);
  for (let row = 0; row < codes.length; row += 1) codes[row] = newCode[codes[row]!] ?? -1;
  return { levels, codes };
}
