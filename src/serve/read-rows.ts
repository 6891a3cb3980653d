import { describeValue } from '../contracts/describe-value.ts';
import { InvalidRequestError } from '../errors.ts';
import { columnProblems } from './match-columns.ts';
import { type ColumnSlot, type ModelRows, ModelRowsWriter } from './model-rows.ts';
import { readCell } from './read-cell.ts';

/** Rows as lists, in the order of the slots. @throws InvalidRequestError */
export function readListRows(rows: readonly unknown[], slots: readonly ColumnSlot[]): ModelRows {
  const kind = slots.some(({ input }) => input === 'strings') ? 'values' : 'numbers';
  const writer = new ModelRowsWriter(slots, rows.length);
  for (const [row, values] of rows.entries()) {
    const list = requireList(row, values, slots.length, kind);
    for (const [index, slot] of slots.entries()) readCell(writer, row, slot, list[index]);
  }
  return writer.rows;
}

/** Rows as objects by column name. @throws InvalidRequestError */
export function readNamedRows(rows: readonly unknown[], slots: readonly ColumnSlot[]): ModelRows {
  const names = slots.map(({ column }) => column.name);
  const writer = new ModelRowsWriter(slots, rows.length);
  for (const [row, values] of rows.entries()) {
    const record = requireRecord(row, values);
    const given = Object.keys(record);
    if (given.length !== names.length || !names.every((name) => Object.hasOwn(record, name))) {
      throw new InvalidRequestError('INVALID_FEATURES', `row ${row + 1}: ${describeProblems(given, names)}`);
    }
    for (const slot of slots) readCell(writer, row, slot, Reflect.get(record, slot.column.name));
  }
  return writer.rows;
}

/** Rows as lists in the order of `columns`. @throws InvalidRequestError */
export function readSplitRows(
  columns: readonly string[],
  rows: readonly unknown[],
  slots: readonly ColumnSlot[],
): ModelRows {
  const positions = new Map(columns.map((name, position) => [name, position]));
  const names = slots.map(({ column }) => column.name);
  if (positions.size !== names.length || !names.every((name) => positions.has(name))) {
    throw new InvalidRequestError('INVALID_FEATURES', `dataframe_split: ${describeProblems(columns, names)}`);
  }
  const writer = new ModelRowsWriter(slots, rows.length);
  for (const [row, values] of rows.entries()) {
    const list = requireList(row, values, columns.length, 'values');
    for (const slot of slots) readCell(writer, row, slot, list[positions.get(slot.column.name)!]);
  }
  return writer.rows;
}

function requireList(row: number, values: unknown, length: number, kind: string): readonly unknown[] {
  if (!Array.isArray(values)) {
    const message = `row ${row + 1}: expected a list of ${length} ${kind}, got ${describeValue(values)}`;
    throw new InvalidRequestError('INVALID_FEATURES', message);
  }
  if (values.length === length) return values;
  throw new InvalidRequestError('INVALID_FEATURES', `row ${row + 1}: expected ${length} ${kind}, got ${values.length}`);
}

function requireRecord(row: number, values: unknown): object {
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values;
  const message = `row ${row + 1}: expected an object of columns, got ${describeValue(values)}`;
  throw new InvalidRequestError('INVALID_FEATURES', message);
}

const SHOWN_PROBLEMS = 3;

function describeProblems(given: readonly string[], wanted: readonly string[]): string {
  const problems = columnProblems(given, wanted);
  const hidden = problems.length - SHOWN_PROBLEMS;
  return [...problems.slice(0, SHOWN_PROBLEMS), ...(hidden > 0 ? [`and ${hidden} more`] : [])].join('; ');
}
