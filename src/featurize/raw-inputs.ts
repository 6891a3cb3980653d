import type { RawColumn, Reading } from '../contracts/feature-plan.ts';
import type { Table } from '../tabular/table.ts';
import { requireStorage, withoutInfinities } from './raw-columns.ts';
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

  texts(name: string) {
    return requireStorage(this.#table, name, 'texts');
  }

  #read(name: string, reading: Reading): Float32Array {
    if (reading === 'value') {
      return withoutInfinities(new Float32Array(requireStorage(this.#table, name, 'numbers').values));
    }
    if (reading === 'days' || reading === 'seconds') {
      return Float32Array.from(requireStorage(this.#table, name, 'times').values, numberReadings[reading]);
    }
    const { levels, codes } = this.texts(name);
    const byLevel = levels.map(textReadings[reading]);
    return Float32Array.from(codes, (code) => byLevel[code] ?? Number.NaN);
  }
}
