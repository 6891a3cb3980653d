import { describeValue } from '../contracts/describe-value.ts';
import { InvalidRequestError } from '../errors.ts';
import { parseTime } from '../tabular/parse-time.ts';
import type { ColumnSlot, ModelRowsWriter } from './model-rows.ts';

/**
 * Puts one JSON value into its place; null is missing. Numbers must be finite as float32, which is what models are
 * trained on. A boolean column takes true, false, 1 and 0; a time is an ISO 8601 text (UTC unless it says otherwise) or
 * milliseconds since 1970.
 *
 * @param row - 0-based; messages count from 1
 * @throws InvalidRequestError naming row and column
 */
export function readCell(writer: ModelRowsWriter, row: number, slot: ColumnSlot, value: unknown): void {
  if (value === null) return;
  if (slot.input === 'strings') writer.setString(row, slot, textOf(row, slot, value));
  else writer.setNumber(row, slot, numberOf(row, slot, value));
}

function textOf(row: number, slot: ColumnSlot, value: unknown): string {
  if (typeof value !== 'string') throw wrongType(row, slot, 'a text', value);
  return value;
}

function numberOf(row: number, slot: ColumnSlot, value: unknown): number {
  if (slot.column.storage === 'boolean') {
    if (value === true || value === 1) return 1;
    if (value === false || value === 0) return 0;
    throw wrongType(row, slot, 'true or false', value);
  }
  if (slot.column.storage === 'timestamp') return timeOf(row, slot, value);
  if (typeof value !== 'number') throw wrongType(row, slot, 'a number', value);
  if (!Number.isFinite(Math.fround(value))) throw wrongType(row, slot, 'a number within ±3.4e38', value);
  return value;
}

/** The latest time that a JavaScript date holds, in milliseconds. */
const LATEST = 8.64e15;

function timeOf(row: number, slot: ColumnSlot, value: unknown): number {
  const time = typeof value === 'string' ? parseTime(value) : value;
  if (typeof time === 'number' && Math.abs(time) <= LATEST) return time;
  const expected = 'a date such as "2024-05-31" or "2024-05-31T18:30:00Z", or milliseconds since 1970';
  throw wrongType(row, slot, expected, value);
}

const wrongType = (row: number, { column }: ColumnSlot, expected: string, value: unknown) =>
  new InvalidRequestError(
    'INVALID_FEATURES',
    `row ${row + 1}: ${column.name}: expected ${expected}, got ${describeValue(value)}`,
  );
