import type { Column, Table } from '#src/tabular/table.ts';
import { type ReferenceCsv, readReference } from './reference-csv.ts';

const DELIMITERS = [',', ';', '\t', '|', '^', '~'];

/** What a file should have become, and did. */
interface FileInTable {
  readonly rows: number;
  readonly cells: number;
}

/**
 * Compares a file's rows in a table, every cell, with what plain code reads in its text.
 *
 * @param firstRow - where the file's rows begin in the table
 * @throws Error naming the first difference, when no delimiter leads to what the table holds
 */
export function compareWithTable(text: string, table: Table, firstRow: number): FileInTable {
  const differences: string[] = [];
  for (const delimiter of DELIMITERS) {
    const reference = readReference(text, delimiter);
    const difference = firstDifference(reference, table, firstRow);
    const { header, rows } = reference;
    if (difference === undefined) return { rows: rows.length, cells: rows.length * header.length };
    differences.push(`by ${JSON.stringify(delimiter)}: ${difference}`);
  }
  throw new Error(`read differently\n${differences.join('\n')}`);
}

function firstDifference(reference: ReferenceCsv, table: Table, firstRow: number): string | undefined {
  const { header, rows, isSound } = reference;
  if (!isSound) return 'not sound';
  const names = new Set(table.columns.map(({ name }) => name));
  const lacking = header.find((name) => !names.has(name));
  if (lacking !== undefined) return `no column ${JSON.stringify(lacking)}`;
  if (firstRow + rows.length > table.rowCount) return `${rows.length} rows`;
  for (const column of table.columns) {
    const difference = differenceIn(column, reference, firstRow);
    if (difference !== undefined) return `${column.name} (${column.storage}), ${difference}`;
  }
  return undefined;
}

function differenceIn(column: Column, { header, rows }: ReferenceCsv, firstRow: number): string | undefined {
  const place = header.indexOf(column.name);
  for (const [index, row] of rows.entries()) {
    const text = row[place] ?? '';
    const found = valueAt(column, firstRow + index);
    if (!isSame(column, found, text)) return `row ${index + 1}: ${found} for ${JSON.stringify(text)}`;
  }
  return undefined;
}

const valueAt = (column: Column, row: number): string | number | undefined =>
  column.storage === 'string' ? column.levels[column.codes[row] ?? -1] : column.values[row];

function isSame(column: Column, found: string | number | undefined, text: string): boolean {
  switch (column.storage) {
    case 'string':
      return (found ?? '') === text;
    case 'boolean':
      return Object.is(found, text === '' ? Number.NaN : Number(text.toLowerCase() === 'true'));
    case 'timestamp':
      return text === '' ? Number.isNaN(found) : found === timeIn(text);
    default:
      return text === '' ? Number.isNaN(found) : Object.is(Number(found) + 0, numberIn(text) + 0);
  }
}

/** Milliseconds since 1970 of an ISO 8601 time, UTC unless it says otherwise. */
function timeIn(text: string): number {
  const zoned = /[T ].*(Z|[+-]\d{2}(:?\d{2})?)$/.test(text) || !/[T ]/.test(text) ? text : `${text}Z`;
  return Date.parse(zoned.replace(' ', 'T').replace(/([T ].*[+-]\d{2})$/, '$1:00'));
}

function numberIn(text: string): number {
  const trimmed = text.trim();
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed);
  if (!special) return Number(trimmed);
  if (special[2]?.toLowerCase() === 'nan') return Number.NaN;
  return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
