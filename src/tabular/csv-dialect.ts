/** How a CSV file separates its fields; quoting is always RFC 4180's `"`, doubled inside. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Column names as written, quotes removed. */
  readonly header: readonly string[];
  /** Empty lines above the header. */
  readonly leadingBlankLines: number;
  /** Whether lines end in more than one way, as in files put together on different machines. */
  readonly mixedLineEnds: boolean;
}

/** In order of preference when several fit equally well. */
const DELIMITERS = [',', ';', '\t', '|', '^', '~'] as const;
const SAMPLED_RECORDS = 200;
const QUOTED = /"[^"]*"/g;
const LINE_END = /\r\n|\n|\r/g;

/**
 * Tells the delimiter from the first rows: of those that split the header, the one under which most rows have as many
 * fields as the header, then the one that gives more fields. A header that none splits is one column.
 *
 * @param head - the beginning of the file as text, at least the whole header
 */
export function detectDialect(head: string): CsvDialect {
  const text = head.replace(/^\uFEFF/, '');
  const candidates = DELIMITERS.map((delimiter) => {
    const [header = [], ...rows] = splitRecords(text, delimiter, SAMPLED_RECORDS);
    const fitting = rows.filter((row) => row.length === header.length).length;
    return { delimiter, header, fit: rows.length === 0 ? 1 : fitting / rows.length };
  });
  const splitting = candidates.filter(({ header }) => header.length > 1);
  const best = splitting.sort((a, b) => b.fit - a.fit || b.header.length - a.header.length)[0] ?? candidates[0];
  const blank = /^[\r\n]*/.exec(text)?.[0].match(LINE_END) ?? [];
  return {
    delimiter: best?.delimiter ?? ',',
    header: best?.header ?? [],
    leadingBlankLines: blank.length,
    mixedLineEnds: new Set(text.replaceAll(QUOTED, '').match(LINE_END)).size > 1,
  };
}

/** The fields of the first `limit` records; blank lines are no records. */
function splitRecords(text: string, delimiter: string, limit: number): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    const { value, next } = readField(text, at, delimiter);
    record.push(value);
    at = next + 1;
    if (text[next] === delimiter) continue;
    if (text[next] === '\r' && text[next + 1] === '\n') at += 1;
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  }
  return records;
}

/** One field from `start`; `next` is the position of what ends it: a delimiter, a line end or the end of the text. */
function readField(text: string, start: number, delimiter: string): { value: string; next: number } {
  let value = '';
  let at = start;
  if (text[at] === '"') {
    at = closingQuote(text, at + 1);
    value = text.slice(start + 1, at).replaceAll('""', '"');
    at += 1;
  }
  const rest = at;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return { value: value + text.slice(rest, at), next: at };
}

/** The position of the quote that ends a field whose content begins at `from`; the text's end when none does. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
}
