/**
 * How a CSV file separates its fields; quoting is always RFC 4180's `"`, doubled inside. As to the engine, one space
 * before an opening quote and spaces after a closing one do not belong to the field.
 */
export interface CsvDialect {
  readonly delimiter: string;
  /** Column names as written, quotes removed. */
  readonly header: readonly string[];
  /** Empty lines above the header. */
  readonly leadingBlankLines: number;
  /**
   * Whether some lines end in LF and others in CR LF, as in files put together on different machines. With CR alone among
   * them the engine would lose characters, so that is no mixture to be read.
   */
  readonly mixedLineEnds: boolean;
}

/** In order of preference when several fit equally well. */
const DELIMITERS = [',', ';', '\t', '|', '^', '~'] as const;
const SAMPLED_RECORDS = 200;
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
  const delimiter = best?.delimiter ?? ',';
  const blank = /^[\r\n]*/.exec(text)?.[0].match(LINE_END) ?? [];
  return {
    delimiter,
    header: best?.header ?? [],
    leadingBlankLines: blank.length,
    mixedLineEnds: mixesLineEnds(text, delimiter),
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
  if (text[at] === ' ' && text[at + 1] === '"') at += 1;
  if (text[at] === '"') {
    const from = at + 1;
    at = closingQuote(text, from);
    value = text.slice(from, at).replaceAll('""', '"');
    for (at += 1; text[at] === ' '; ) at += 1;
  }
  const rest = at;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return { value: value + text.slice(rest, at), next: at };
}

/** Line ends inside quoted fields do not count. */
function mixesLineEnds(text: string, delimiter: string): boolean {
  const mark = new RegExp(`(?<=^|[\\${delimiter}\\r\\n]) ?"|\\r\\n|\\n|\\r`, 'g');
  const kinds = new Set<string>();
  for (let match = mark.exec(text); match && !kinds.has('\r'); match = mark.exec(text)) {
    if (match[0].endsWith('"')) mark.lastIndex = closingQuote(text, mark.lastIndex) + 1;
    else kinds.add(match[0]);
  }
  return kinds.size > 1 && !kinds.has('\r');
}

/** The position of the quote that ends a field whose content begins at `from`; the text's end when none does. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
}
