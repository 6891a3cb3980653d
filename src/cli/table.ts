import { stripVTControlCharacters } from 'node:util';

export interface TableColumn<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Numbers read best against the right edge. */
  readonly align?: 'left' | 'right';
}

/** An aligned table with two blanks between columns; styled cells count by what is seen of them. */
export function formatTable<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => text(row)))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => width(line[index] ?? ''))));
  const line = (texts: readonly string[]) =>
    texts.map((text, index) => padded(text, widths[index] ?? 0, columns[index]?.align)).join('  ');
  return cells.map((texts) => line(texts).trimEnd()).join('\n');
}

/** Name and value per line, the values one below the other; pairs without a value are left out. */
export function formatFields(fields: readonly (readonly [name: string, value: string | undefined])[]): string {
  const present = fields.filter(([, value]) => value !== undefined && value !== '');
  const nameWidth = Math.max(...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(nameWidth)}  ${value}`).join('\n');
}

const width = (text: string) => stripVTControlCharacters(text).length;

function padded(text: string, to: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(to - width(text), 0));
  return align === 'right' ? blanks + text : text + blanks;
}
