import type { Column, Table } from './table.ts';

/** The table as CSV (RFC 4180), header first, one line at a time with its line break; missing is an empty field. */
export function* csvLines({ rowCount, columns }: Table): Generator<string> {
  yield line(columns.map(({ name }) => name));
  for (let row = 0; row < rowCount; row += 1) yield line(columns.map((column) => fieldText(column, row)));
}

const line = (fields: readonly string[]): string => `${fields.map(quoted).join(',')}\n`;

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

function fieldText(column: Column, row: number): string {
  if (column.storage === 'string') return column.levels[column.codes[row]!] ?? '';
  const value = column.values[row]!;
  if (Number.isNaN(value)) return '';
  switch (column.storage) {
    case 'boolean':
      return value === 1 ? 'true' : 'false';
    case 'timestamp':
      return new Date(value).toISOString();
    default:
      return String(value);
  }
}
