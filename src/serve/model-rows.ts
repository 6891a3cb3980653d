import type { RawColumn } from '../contracts/feature-plan.ts';

/** Rows as the ONNX graph takes them: two row-major matrices, numbers with NaN and texts with '' for missing. */
export interface ModelRows {
  readonly rowCount: number;
  /** float32 [rowCount, number columns] */
  readonly numbers: Float32Array;
  /** [rowCount, text columns] */
  readonly strings: readonly string[];
}

/** A raw column and its place in one of the two matrices. */
export interface ColumnSlot {
  readonly column: RawColumn;
  readonly input: 'numbers' | 'strings';
  /** Position among the columns of that matrix. */
  readonly offset: number;
}

/** Where every raw column goes, in the order of the plan. */
export function columnSlots(rawColumns: readonly RawColumn[]): readonly ColumnSlot[] {
  const next = { numbers: 0, strings: 0 };
  return rawColumns.map((column) => {
    const input = column.storage === 'string' ? 'strings' : 'numbers';
    const offset = next[input];
    next[input] += 1;
    return { column, input, offset };
  });
}

/** Fills the two matrices value by value; what is never set is missing. */
export class ModelRowsWriter {
  readonly rows: ModelRows;
  readonly #numberCount: number;
  readonly #stringCount: number;
  readonly #strings: string[];

  constructor(slots: readonly ColumnSlot[], rowCount: number) {
    this.#stringCount = slots.filter(({ input }) => input === 'strings').length;
    this.#numberCount = slots.length - this.#stringCount;
    this.#strings = new Array<string>(rowCount * this.#stringCount).fill('');
    const numbers = new Float32Array(rowCount * this.#numberCount).fill(Number.NaN);
    this.rows = { rowCount, numbers, strings: this.#strings };
  }

  setNumber(row: number, { offset }: ColumnSlot, value: number): void {
    this.rows.numbers[row * this.#numberCount + offset] = value;
  }

  setString(row: number, { offset }: ColumnSlot, value: string): void {
    this.#strings[row * this.#stringCount + offset] = value;
  }
}
