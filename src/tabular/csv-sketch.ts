import { open } from 'node:fs/promises';
import { csvRelation, readsRowsOnly, requireDialect } from './csv-file.ts';
import { READINGS } from './csv-readings.ts';
import { sampleCsvTypes } from './csv-types.ts';
import type { FileColumn, FileSketch } from './data-file.ts';
import type { Connection } from './duckdb.ts';
import type { FileHead } from './file-head.ts';
import { SQL_TYPE } from './storage.ts';

type Guess = FileSketch['columns'][number];

/** A CSV file whose types are those of its first rows; reading it fails at the first value that has another. */
export async function sketchCsv(connection: Connection, path: string, head: FileHead): Promise<FileSketch> {
  const dialect = requireDialect(path, head);
  const texts = csvRelation(path, head.compression, dialect);
  const sample = await sampleCsvTypes(connection, texts, dialect.header.length);
  const guesses = sample.columns.map((guess, index) => ({ name: dialect.header[index] ?? `c${index}`, ...guess }));
  return {
    path,
    columns: guesses,
    open: async (asText) => {
      const places = guesses.flatMap((guess, index) => (isDouble(guess) && !asText.has(guess.name) ? [index] : []));
      const mayBeExact = places.length > 0 && head.compression === 'none' && readsRowsOnly(dialect);
      const isExact = mayBeExact && !(await hasOddNumber(path));
      const doubles = new Set(isExact ? places : []);
      return {
        relation: csvRelation(path, head.compression, dialect, doubles),
        columns: guesses.map((guess, index) => provenColumn(guess, `c${index}`, doubles.has(index))),
      };
    },
  };
}

const isDouble = ({ storage, allMissing }: Guess): boolean => storage === 'float' && !allMissing;

function provenColumn(guess: Guess, text: string, isRead: boolean): FileColumn {
  const { storage, allMissing } = guess;
  if (storage === 'string' || isRead) return { ...guess, value: text, text };
  const refusal = `CASE WHEN ${text} IS NOT NULL THEN error('not of type ${storage}') END`;
  if (allMissing) {
    return { ...guess, value: `CAST(${refusal} AS DOUBLE)`, text: `CAST(${refusal} AS VARCHAR)` };
  }
  const value = READINGS[storage](text);
  const checked = `coalesce(${value}, CAST(${refusal} AS ${SQL_TYPE[storage]}))`;
  return {
    ...guess,
    value: storage === 'integer' ? unlessCanonical(text, checked) : checked,
    text: `CASE WHEN ${value} IS NOT NULL THEN ${text} ELSE ${refusal} END`,
  };
}

/**
 * An integer that the engine would write as the file does is beyond doubt, and comparing texts takes half as long as the
 * pattern that decides on all others, such as `007` and `1e3`.
 */
function unlessCanonical(text: string, checked: string): string {
  const integer = `CAST(${text} AS BIGINT)`;
  return `CASE WHEN CAST(${integer} AS VARCHAR) = ${text} THEN ${integer} ELSE ${checked} END`;
}

const READ_BYTES = 8 << 20;
const UNDERSCORE = '_'.charCodeAt(0);

/**
 * Whether the file has an underscore between two digits, as in `1_000`, or a minus behind a plus, as in `+-1`: the texts
 * that the engine's CSV reader takes for numbers and we do not.
 */
async function hasOddNumber(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(READ_BYTES);
    let position = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES, position);
      const bytes = buffer.subarray(0, bytesRead);
      if (bytes.includes('+-') || findsGroupedDigits(bytes)) return true;
      if (bytesRead < 3) return false;
      // The last two bytes are looked at again with those that follow.
      position += bytesRead - 2;
    }
  } finally {
    await file.close();
  }
}

function findsGroupedDigits(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(UNDERSCORE); at !== -1; at = bytes.indexOf(UNDERSCORE, at + 1)) {
    if (isDigit(bytes[at - 1]) && isDigit(bytes[at + 1])) return true;
  }
  return false;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;
