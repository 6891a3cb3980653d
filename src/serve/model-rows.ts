import type { RawColumn, Reading } from '../contracts/feature-plan.ts';
import { numberReadings, textReadings } from '../featurize/readings.ts';

/** Rows as the ONNX graph takes them: two row-major matrices, numbers with NaN and texts with '' for missing. */
export interface ModelRows {
  readonly rowCount: number;
  /** float32 [rowCount, number places] */
  readonly numbers: Float32Array;
  /** [rowCount, text places] */
  readonly strings: readonly string[];
}

/** Where one reading of a raw column goes. */
export interface Place {
  readonly reading: Reading;
  readonly input: 'numbers' | 'strings';
  /** Position among the columns of that matrix. */
  readonly offset: number;
}

/** A raw column and the places that its value fills. */
export interface ColumnSlot {
  readonly column: RawColumn;
  /** How a value is given: as a text, or as a number (of a time: milliseconds since 1970). */
  readonly input: 'numbers' | 'strings';
  readonly places: readonly Place[];
}

/** Where every raw column goes, in the order of the plan. */
export function columnSlots(rawColumns: readonly RawColumn[]): readonly ColumnSlot[] {
  const next = { numbers: 0, strings: 0 };
  return rawColumns.map((column) => {
    const input = column.storage === 'string' ? 'strings' : 'numbers';
    const places = readsOf(column).map((reading) => {
      const matrix = reading === 'value' ? input : 'numbers';
      const offset = next[matrix];
      next[matrix] += 1;
      return { reading, input: matrix, offset } as const;
    });
    return { column, input, places };
  });
}

const readsOf = ({ storage, reads }: RawColumn): readonly Reading[] =>
  reads ?? (storage === 'timestamp' ? ['days', 'seconds'] : ['value']);

/** How many columns a matrix has. */
export const widthOf = (slots: readonly ColumnSlot[], input: Place['input']): number =>
  slots.reduce((sum, { places }) => sum + places.filter((place) => place.input === input).length, 0);

/** Fills the two matrices value by value; what is never set is missing. */
export class ModelRowsWriter {
  readonly rows: ModelRows;
  readonly #numberCount: number;
  readonly #stringCount: number;
  readonly #strings: string[];

  constructor(slots: readonly ColumnSlot[], rowCount: number) {
    this.#stringCount = widthOf(slots, 'strings');
    this.#numberCount = widthOf(slots, 'numbers');
    this.#strings = new Array<string>(rowCount * this.#stringCount).fill('');
    const numbers = new Float32Array(rowCount * this.#numberCount).fill(Number.NaN);
    this.rows = { rowCount, numbers, strings: this.#strings };
  }

  /** @param value - of a time: milliseconds since 1970, UTC */
  setNumber(row: number, { places }: ColumnSlot, value: number): void {
    for (const { reading, offset } of places) {
      this.rows.numbers[row * this.#numberCount + offset] = numberReadings[reading](value);
    }
  }

  setString(row: number, { places }: ColumnSlot, text: string): void {
    for (const { reading, input, offset } of places) {
      if (input === 'strings') this.#strings[row * this.#stringCount + offset] = text;
      else this.rows.numbers[row * this.#numberCount + offset] = textReadings[reading](text);
    }
  }

  /** A place of every row. */
  fillNumbers({ offset }: Place, value: (row: number) => number): void {
    const { numbers, rowCount } = this.rows;
    for (let row = 0; row < rowCount; row += 1) numbers[row * this.#numberCount + offset] = value(row);
  }

  /** A place of every row. */
  fillStrings({ offset }: Place, value: (row: number) => string): void {
    for (let row = 0; row < this.rows.rowCount; row += 1) this.#strings[row * this.#stringCount + offset] = value(row);
  }
}
