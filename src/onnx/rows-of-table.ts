import type { FeaturePlan } from '../contracts/feature-plan.ts';
import { requireStorage } from '../featurize/raw-columns.ts';
import { numberReadings, textReadings } from '../featurize/readings.ts';
import { type ColumnSlot, columnSlots, type ModelRows, ModelRowsWriter, type Place } from '../serve/model-rows.ts';
import type { Table } from '../tabular/table.ts';

/** Puts a reading of the rows from `first` on into its place of the writer's rows. */
type Fill = (writer: ModelRowsWriter, first: number) => void;

/** A table's rows as the graph takes them, some at a time: what a value is read as is settled once for all of them. */
export class RowsOfTable {
  readonly #table: Table;
  readonly #slots: readonly ColumnSlot[];
  readonly #fills: readonly Fill[];

  /** @throws InvalidDataError when the table lacks one of the raw columns or holds another type in it */
  constructor({ rawColumns }: Pick<FeaturePlan, 'rawColumns'>, table: Table) {
    this.#table = table;
    this.#slots = columnSlots(rawColumns);
    this.#fills = this.#slots.flatMap((slot) => slot.places.map((place) => fillOf(slot, place, table)));
  }

  /** @param first - 0-based; @param count - how many rows, all of them within the table */
  take(first = 0, count = this.#table.rowCount): ModelRows {
    const writer = new ModelRowsWriter(this.#slots, count);
    for (const fill of this.#fills) fill(writer, first);
    return writer.rows;
  }
}

function fillOf({ column, input }: ColumnSlot, place: Place, table: Table): Fill {
  if (input === 'numbers') {
    const { values } = requireStorage(table, column.name, column.storage === 'timestamp' ? 'times' : 'numbers');
    const read = numberReadings[place.reading];
    return (writer, first) => writer.fillNumbers(place, (row) => read(values[first + row]!));
  }
  const { levels, codes } = requireStorage(table, column.name, 'texts');
  if (place.input === 'strings')
    return (writer, first) => writer.fillStrings(place, (row) => levels[codes[first + row]!] ?? '');
  const byLevel = Float64Array.from(levels, textReadings[place.reading]);
  return (writer, first) => writer.fillNumbers(place, (row) => byLevel[codes[first + row]!] ?? Number.NaN);
}
