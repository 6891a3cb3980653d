/**
 * How a CSV file separates its fields; quoting is always RFC 4180's `"`, doubled inside. As to the engine, one space
 * before an opening quote and spaces after a closing one do not belong to the field.
 */
export interface CsvDialect {
  readonly delimiter: string;
  /** Column names as written, quotes removed. */
  readonly header: readonly string[];
  /** Whether the header is on the file's first line, and on one line only. */
  readonly isHeaderFirstLine: boolean;
  /** Whether the header ends within the text that was looked at. */
  readonly isHeaderWhole: boolean;
  /** Whether some lines end in LF and others in CR LF, as in files put together on different machines. */
  readonly mixedLineEnds: boolean;
  /** Whether some lines end in CR alone and others do not: the engine would lose characters. */
  readonly mixesCr: boolean;
  /** How the first line ends. */
  readonly lineEnd: string | undefined;
  /** The file's first line break, be it inside quotes. */
  readonly firstLineBreak: string | undefined;
}

/** In order of preference when several fit equally well. */
const DELIMITERS = [',', ';', '\t', '|', '^', '~'] as const;
const SAMPLED_RECORDS = 200;
const LINE_END = /\r\n|\n|\r/;

/**
 * Tells the delimiter from the first rows: of those that split the header, the one under which most rows have as many
 * fields as the header, then the one that gives more fields. A header that none splits is one column.
 *
 * @param head - the beginning of the file as text, at least the whole header
 */
export function detectDialect(head: string): CsvDialect {
  const text = head.replace(/^\uFEFF/, '');
  const none: CsvRecord = { fields: [], end: text.length };
  const candidates = DELIMITERS.map((delimiter) => {
    const [header = none, ...rows] = splitRecords(text, delimiter, SAMPLED_RECORDS);
    const fitting = rows.filter(({ fields }) => fields.length === header.fields.length).length;
    return { delimiter, header, fit: rows.length === 0 ? 1 : fitting / rows.length };
  });
  const splitting = candidates.filter(({ header }) => header.fields.length > 1);
  const best = splitting.sort((a, b) => b.fit - a.fit || b.header.fields.length - a.header.fields.length)[0];
  const { delimiter, header } = best ?? { delimiter: DELIMITERS[0], header: candidates[0]?.header ?? none };
  const ends = lineEnds(text, delimiter);
  return {
    delimiter,
    header: header.fields,
    isHeaderFirstLine: !LINE_END.test(text.slice(0, header.end)),
    isHeaderWhole: header.end < text.length,
    mixedLineEnds: ends.size > 1 && !ends.has('\r'),
    mixesCr: ends.size > 1 && ends.has('\r'),
    lineEnd: [...ends][0],
    firstLineBreak: LINE_END.exec(text)?.[0],
  };
}

/**
 * What is wrong with a header that cannot be read to its end, or not by the engine; undefined for any other.
 *
 * @param isWholeFile - whether the dialect was told from all of the file
 */
export function headerFault(dialect: CsvDialect, isWholeFile: boolean): string | undefined {
  const { isHeaderWhole, lineEnd, firstLineBreak } = dialect;
  if (!isHeaderWhole && !isWholeFile)
    return 'the column names do not end within the first MiB; begin with a line of them';
  const isMisled = lineEnd === '\r' && firstLineBreak !== '\r';
  return isMisled ? 'a column name holds a line break, but the lines end in CR alone; end them in LF' : undefined;
}

interface CsvRecord {
  readonly fields: readonly string[];
  /** The position of the line break behind it; of the text's end when there is none. */
  readonly end: number;
}

/** The first `limit` records; blank lines are no records. */
function splitRecords(text: string, delimiter: string, limit: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  let record: string[] = [];
  let at = 0;
  let start = 0;
  while (at < text.length && records.length < limit) {
    const { value, next } = readField(text, at, delimiter);
    record.push(value);
    at = next + 1;
    if (text[next] === delimiter) continue;
    if (text[next] === '\r' && text[next + 1] === '\n') at += 1;
    if (next > start) records.push({ fields: record, end: next });
    record = [];
    start = at;
  }
  // The text ends with a delimiter: an empty field follows.
  if (record.length > 0) records.push({ fields: [...record, ''], end: text.length });
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

/** In which ways lines end, the first one's first; line breaks inside quoted fields do not count. */
function lineEnds(text: string, delimiter: string): ReadonlySet<string> {
  const mark = new RegExp(`(?<=^|[\\${delimiter}\\r\\n]) ?"|\\r\\n|\\n|\\r`, 'g');
  const kinds = new Set<string>();
  for (let match = mark.exec(text); match && !(kinds.size > 1 && kinds.has('\r')); match = mark.exec(text)) {
    if (match[0].endsWith('"')) mark.lastIndex = closingQuote(text, mark.lastIndex) + 1;
    else kinds.add(match[0]);
  }
  return kinds;
}

/** The position of the quote that ends a field whose content begins at `from`; the text's end when none does. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
}
