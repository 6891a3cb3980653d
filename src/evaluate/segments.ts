import type { ProjectFile } from '../contracts/project-file.ts';
import { InvalidProjectFileError } from '../errors.ts';
import type { Column, Table } from '../tabular/table.ts';

/**
 * The value of each row as people write it.
 *
 * @param key - of the project file that names the columns
 * @throws InvalidProjectFileError when the table lacks one of the columns
 */
export function segmentValues(table: Table, names: readonly string[], key: string): ReadonlyMap<string, string[]> {
  return new Map(names.map((name) => [name, valuesOf(columnFor(table, name, key))]));
}

/**
 * Finds a column that is to make segments and is not there, which is better known before a training than after it.
 *
 * @throws InvalidProjectFileError
 */
export function requireSegmentColumns(
  table: Table,
  { evaluation, gate }: Pick<ProjectFile, 'evaluation' | 'gate'>,
): void {
  for (const name of evaluation.segments) columnFor(table, name, 'evaluation.segments');
  for (const name of gate.segments?.columns ?? []) columnFor(table, name, 'gate.segments');
}

/** Row numbers (0-based) of each value, the values in order. */
export function rowsByValue(values: readonly string[]): ReadonlyMap<string, number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, value] of values.entries()) {
    const known = rows.get(value);
    if (known) known.push(row);
    else rows.set(value, [row]);
  }
  return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function columnFor({ columns }: Table, name: string, key: string): Column {
  const column = columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = columns.map((candidate) => candidate.name).join(', ');
  throw new InvalidProjectFileError(`${key}: there is no column "${name}"; the columns are ${names}`);
}

function valuesOf(column: Column): string[] {
  if (column.storage === 'string') return Array.from(column.codes, (code) => column.levels[code] ?? 'missing');
  const text = column.storage === 'timestamp' ? (value: number) => new Date(value).toISOString() : String;
  return Array.from(column.values, (value) => (Number.isNaN(value) ? 'missing' : text(value)));
}
