import type { RawColumn, Reading } from '../contracts/feature-plan.ts';
import { columnSlots, type Place } from '../serve/model-rows.ts';
import type { FormulaInputs } from './formula-nodes.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** The nodes next to the graph's inputs: raw columns by name, each added when it is first asked for. */
export class RawNodes implements FormulaInputs {
  readonly #graph: GraphBuilder;
  readonly #places: ReadonlyMap<string, Place>;
  /** By position in `numbers`. */
  readonly #fills: number[] = [];
  readonly #added = new Map<string, string>();

  constructor(graph: GraphBuilder, rawColumns: readonly RawColumn[]) {
    this.#graph = graph;
    const places = new Map<string, Place>();
    for (const { column, places: own } of columnSlots(rawColumns)) {
      for (const place of own) {
        places.set(keyOf(column.name, place.reading), place);
        const fill = place.reading === 'value' ? column.fill : undefined;
        if (place.input === 'numbers') this.#fills.push(fill ?? Number.NaN);
      }
    }
    this.#places = places;
  }

  /** Number columns with their missing values filled, float32 [N, columns]. */
  plain(columns: readonly string[]): string {
    const positions = columns.map((column) => this.#offset(column, 'value'));
    const isAll = positions.length === this.#fills.length && positions.every((position, index) => position === index);
    return isAll ? this.#filled() : this.#graph.columns(this.#filled(), positions);
  }

  number = (column: string, reading: Reading): string =>
    this.#once(`double ${keyOf(column, reading)}`, () => {
      const value = this.#graph.columns(this.#filled(), [this.#offset(column, reading)]);
      return this.#graph.cast(value, 'double');
    });

  missing = (column: string, reading: Reading): string =>
    this.#once(`missing ${keyOf(column, reading)}`, () =>
      this.#graph.columns(this.#isMissing(), [this.#offset(column, reading)]),
    );

  text = (column: string): string =>
    this.#once(`text ${column}`, () => this.#graph.columns('strings', [this.#offset(column, 'value')]));

  /** Every number, or its column's fill value, or NaN, where it is missing or infinite. */
  #filled(): string {
    return this.#once('filled', () => {
      const row = this.#graph.floats(this.#fills, [1, this.#fills.length]);
      return this.#graph.node('Where', [this.#isMissing(), row, 'numbers']);
    });
  }

  #isMissing(): string {
    return this.#once('is missing', () =>
      this.#graph.node('Or', [this.#graph.node('IsNaN', ['numbers']), this.#graph.node('IsInf', ['numbers'])]),
    );
  }

  #offset(column: string, reading: Reading): number {
    const place = this.#places.get(keyOf(column, reading));
    if (place) return place.offset;
    throw new TypeError(`the plan's raw columns do not say ${reading} of "${column}"`);
  }

  #once(key: string, add: () => string): string {
    const added = this.#added.get(key) ?? add();
    this.#added.set(key, added);
    return added;
  }
}

const keyOf = (column: string, reading: Reading): string => `${reading} ${column}`;
