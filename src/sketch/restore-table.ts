import type { ColumnSketch, NumberSketch, TableSketch, TextSketch } from '#src/contracts/table-sketch.ts';
import { InvalidDataError } from '#src/errors.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { valuesOf } from './number-groups.ts';

/** Tables with the distributions of two sketches, for the same tests that exact data go through. */
export interface RestoredTables {
  readonly reference: Table;
  readonly current: Table;
  /** Columns of free text or keys, which neither table has: their levels are not kept. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * Restores both sides of a comparison. Every column is right by itself, but a row of such a table is no row of the data.
 *
 * @param categories - columns that are declared categorical
 * @throws InvalidDataError for one of these with more levels than a sketch keeps
 */
export function restoreTables(
  reference: TableSketch,
  current: TableSketch,
  categories: readonly string[],
): RestoredTables {
  const all = [...reference.columns, ...current.columns];
  const declared = all.find((column) => categories.includes(column.name) && !hasAllLevels(column));
  if (declared) throw new InvalidDataError(tooManyLevels(declared.name));
  const texts = all.filter((column) => column.storage === 'string' && column.levels === null);
  const names = new Set(texts.map(({ name }) => name));
  return {
    reference: restoreTable(reference, names),
    current: restoreTable(current, names),
    leftOut: [...names].map((name) => ({ name, reason: 'it has more levels than are kept of data checked in shards' })),
  };
}

const hasAllLevels = (column: ColumnSketch): boolean =>
  column.storage === 'string'
    ? column.levels !== null
    : column.least.every((least, group) => least === column.greatest[group]);

const tooManyLevels = (name: string) =>
  `column "${name}" is declared categorical but has more than 65,536 levels, too many for data checked in shards: ` +
  'declare it text or ignore, or set drift.shardRows above the number of rows';

/** Holds only the column that was asked for last; the others are restored when they are asked for again. */
function restoreTable({ rows, columns }: TableSketch, leftOut: ReadonlySet<string>): Table {
  const held: Held = { name: '', cells: undefined };
  const kept = columns.filter(({ name }) => !leftOut.has(name));
  return { rowCount: rows, columns: kept.map((column) => restoreColumn(column, held)) };
}

interface Held {
  name: string;
  cells: Float64Array | Int32Array | undefined;
}

function restoreColumn(sketch: ColumnSketch, held: Held): Column {
  const { name } = sketch;
  if (sketch.storage === 'string') {
    return {
      name,
      storage: 'string',
      levels: sketch.levels ?? [],
      get codes() {
        return once(held, name, Int32Array, () => codesOf(sketch));
      },
    };
  }
  return {
    name,
    storage: sketch.storage,
    get values() {
      return once(held, name, Float64Array, () => numbersOf(sketch));
    },
  };
}

function once<T extends Float64Array | Int32Array>(
  held: Held,
  name: string,
  kind: new (length: number) => T,
  restore: () => T,
): T {
  if (held.name === name && held.cells instanceof kind) return held.cells;
  held.cells = undefined; // before the next is made, so that both need not fit
  const cells = restore();
  Object.assign(held, { name, cells });
  return cells;
}

function numbersOf(sketch: NumberSketch): Float64Array {
  const values = valuesOf(sketch, sketch.decimals);
  const all = new Float64Array(values.length + sketch.infinite + sketch.missing).fill(Number.NaN);
  all.set(values);
  all.fill(Number.POSITIVE_INFINITY, values.length, values.length + sketch.infinite);
  return all;
}

function codesOf({ counts, missing }: TextSketch): Int32Array {
  const codes = new Int32Array(counts.reduce((sum, count) => sum + count, missing)).fill(-1);
  let row = 0;
  for (const [code, count] of counts.entries()) {
    codes.fill(code, row, row + count);
    row += count;
  }
  return codes;
}
