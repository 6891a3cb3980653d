import type { RawColumn, Reading } from '../contracts/feature-plan.ts';
import type { StringColumn, Table } from '../tabular/table.ts';
import { numberColumn, textColumn, timeColumn } from './raw-columns.ts';
import { numberReadings, textReadings } from './readings.ts';

/** A table's raw columns as the features see them: float32, missing unless finite. Each reading is made once. */
export class RawInputs {
  readonly rowCount: number;
  readonly #table: Table;
  readonly #columns: ReadonlyMap<string, RawColumn>;
  readonly #made = new Map<string, Float32Array>();

  constructor(table: Table, rawColumns: readonly RawColumn[]) {
    this.rowCount = table.rowCount;
    this.#table = table;
    this.#columns = new Map(rawColumns.map((column) => [column.name, column]));
  }

  /** @throws InvalidDataError when the table lacks the column or holds another type in it */
  unfilled(name: string, reading: Reading = 'value'): Float32Array {
    const key = `${reading} ${name}`;
    const before = this.#made.get(key);
    if (before) return before;
    const made = this.#read(name, reading);
    this.#made.set(key, made);
    return made;
  }

  /** The same with missing values filled as the raw column says. */
  numbers(name: string, reading: Reading = 'value'): Float32Array {
    const fill = reading === 'value' ? this.#columns.get(name)?.fill : undefined;
    const raw = this.unfilled(name, reading);
    return fill === undefined ? raw : raw.map((value) => (Number.isNaN(value) ? fill : value));
  }

  texts(name: string): StringColumn {
    return textColumn(this.#table, name);
  }

  #read(name: string, reading: Reading): Float32Array {
    if (reading === 'value') return numberColumn(this.#table, name);
    if (reading === 'days' || reading === 'seconds') {
      return Float32Array.from(timeColumn(this.#table, name), numberReadings[reading]);
    }
    const { levels, codes } = textColumn(this.#table, name);
    const byLevel = levels.map(textReadings[reading]);
    return Float32Array.from(codes, (code) => byLevel[code] ?? Number.NaN);
  }
}
